package dev.solvent.attest.liabilities;

import static dev.solvent.attest.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.solvent.attest.LooseJson;
import dev.solvent.attest.json.JsonValue.JsonArray;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.JsonValue.JsonText;
import dev.solvent.attest.liabilities.Exclusion.Kind;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Commitment;
import dev.solvent.merkle.CommittedTree;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One manifest, and one fault at a time. */
final class LiabilitiesManifestTest {
  private static final LiabilitiesManifest MANIFEST = Samples.manifest();

  private static void refused(String message, Consumer<ObjectNode> fault) {
    byte[] bytes = LooseJson.edited(MANIFEST.toBytes(), fault);
    assertRefused(message, () -> LiabilitiesManifest.parse(bytes));
  }

  private static ObjectNode asset(ObjectNode root, int i) {
    return (ObjectNode) root.get("assets").get(i);
  }

  private static ObjectNode excluded(ObjectNode root, int i) {
    return (ObjectNode) root.get("excluded").get(i);
  }

  private static void swap(ObjectNode root, String list, int first) {
    ArrayNode items = (ArrayNode) root.get(list);
    items.insert(first, items.remove(first + 1));
  }

  private static void repeat(ObjectNode root, String list, int i) {
    ArrayNode items = (ArrayNode) root.get(list);
    items.insert(i, items.get(i).deepCopy());
  }

  @Test
  void bytes_areReadBackToTheSame() throws MalformedException {
    LiabilitiesManifest parsed = LiabilitiesManifest.parse(MANIFEST.toBytes());
    assertEquals(MANIFEST, parsed);
    assertArrayEquals(MANIFEST.toBytes(), parsed.toBytes());
    assertEquals(
        List.of("BTC:8", "ETH:18", "SOL:9", "USDT:6"),
        parsed.assets().stream().map(entry -> entry.asset().toString()).toList());
    assertEquals("2026-09-02T00:00:00Z", parsed.asOf().toString());
    assertEquals(new Epoch(7), parsed.epoch());
    assertEquals(new Issuer("exchange.example"), parsed.issuer());
    assertEquals(
        List.of(Kind.HOUSE, Kind.NEGATIVE, Kind.ASSET),
        parsed.excluded().stream().map(Exclusion::kind).toList());
  }

  /** Threat 7: what a check compares with comes from here. */
  @Test
  void tree_isTheManifestsOwn() {
    for (CommittedAsset entry : MANIFEST.assets()) {
      assertEquals(
          Optional.of(
              new CommittedTree(Samples.ISSUER, Samples.EPOCH, entry.asset(), entry.commitment())),
          MANIFEST.tree(entry.asset().ticker()));
    }
    assertEquals(Optional.empty(), MANIFEST.tree(new Ticker("DOGE")));
    assertEquals(Optional.empty(), MANIFEST.tree(new Ticker("XMR")), "excluded as a whole");
  }

  @Test
  void extensions_areKeptAndMeanNothing() throws MalformedException {
    byte[] bytes =
        LooseJson.edited(MANIFEST.toBytes(), root -> root.putObject("extensions").put("a", "b"));
    LiabilitiesManifest parsed = LiabilitiesManifest.parse(bytes);
    assertEquals(new JsonObject(Map.of("a", new JsonText("b"))), parsed.extensions());
    assertArrayEquals(bytes, parsed.toBytes());
    assertEquals(MANIFEST.tree(new Ticker("BTC")), parsed.tree(new Ticker("BTC")));
  }

  @Test
  void extensionsThatNoReaderTakes_areNotPrinted() {
    JsonObject deep = new JsonObject(Map.of("a", new JsonArray(List.of())));
    for (int i = 0; i < 14; i++) {
      deep = new JsonObject(Map.of("a", deep));
    }
    LiabilitiesManifest manifest =
        new LiabilitiesManifest(
            MANIFEST.asOf(),
            MANIFEST.assets(),
            MANIFEST.epoch(),
            MANIFEST.excluded(),
            MANIFEST.issuer(),
            deep);
    assertThrows(IllegalArgumentException.class, manifest::toBytes);
  }

  @ParameterizedTest
  @CsvSource({
    "asOf, text",
    "assets, an array",
    "epoch, a number",
    "excluded, an array",
    "format, text",
    "issuer, text",
    "scheme, text",
  })
  void missingField_isRefused(String name, String wanted) {
    refused("$." + name + ": missing, want " + wanted, root -> root.remove(name));
  }

  @ParameterizedTest
  @CsvSource({
    "asset, text",
    "decimals, a number",
    "height, a number",
    "root, text",
    "total, text",
  })
  void missingFieldOfAnAsset_isRefused(String name, String wanted) {
    refused(
        "$.assets[1]." + name + ": missing, want " + wanted, root -> asset(root, 1).remove(name));
  }

  @ParameterizedTest
  @CsvSource({"asset, text", "count, a number", "kind, text", "total, text"})
  void missingFieldOfAnExclusion_isRefused(String name, String wanted) {
    refused(
        "$.excluded[1]." + name + ": missing, want " + wanted,
        root -> excluded(root, 1).remove(name));
  }

  @Test
  void unknownField_isRefused() {
    String unknown = ": unknown field \"solvent\", want none but the known";
    refused("$" + unknown, root -> root.put("solvent", true));
    refused("$.assets[3]" + unknown, root -> asset(root, 3).put("solvent", true));
    refused("$.excluded[0]" + unknown, root -> excluded(root, 0).put("solvent", true));
    refused(
        "$.assets[3]: unknown field \"extensions\", want none but the known",
        root -> asset(root, 3).putObject("extensions").put("a", 1));
  }

  @Test
  void emptyExtensions_areRefused() {
    refused(
        "$.extensions: an empty object, want an object that is not empty, or none",
        root -> root.putObject("extensions"));
  }

  @Test
  void otherFormatOrScheme_isRefused() {
    refused(
        "$.format: \"solvent/liabilities/v2\", want \"solvent/liabilities/v1\"",
        root -> root.put("format", "solvent/liabilities/v2"));
    refused(
        "$.scheme: \"solvent/confidential-tree/v1\", want \"solvent/sum-tree/v1\"",
        root -> root.put("scheme", "solvent/confidential-tree/v1"));
  }

  @Test
  void otherTime_isRefused() {
    refused(
        "$.asOf: time \"2026-09-02T24:00:00Z\", want UTC in whole seconds, such as"
            + " 2026-09-02T00:00:00Z",
        root -> root.put("asOf", "2026-09-02T24:00:00Z"));
  }

  @Test
  void epochOutOfRange_isRefused() {
    refused("$.epoch: 0, want 1 to 9007199254740991", root -> root.put("epoch", 0));
    refused("$.epoch: text, want a number", root -> root.put("epoch", "7"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Exchange.example", "exchange.example.", "bücher.example", "a b", ""})
  void otherIssuer_isRefused(String issuer) {
    byte[] bytes = LooseJson.edited(MANIFEST.toBytes(), root -> root.put("issuer", issuer));
    MalformedException refusal =
        assertThrows(MalformedException.class, () -> LiabilitiesManifest.parse(bytes));
    assertTrue(refusal.getMessage().startsWith("$.issuer: issuer"), refusal.getMessage());
  }

  @Test
  void assetsOutOfOrderOrTwice_areRefused() {
    refused("$: assets: BTC after ETH, want ascending, each once", root -> swap(root, "assets", 0));
    refused(
        "$: assets: USDT after USDT, want ascending, each once", root -> repeat(root, "assets", 3));
    refused(
        "$: assets: BTC after BTC, want ascending, each once",
        root -> {
          repeat(root, "assets", 0);
          asset(root, 1).put("decimals", 9); // the same ticker in another unit is the same asset
        });
  }

  @Test
  void noAsset_isRefused() {
    refused("$.assets: 0 items, want 1 to 2000", root -> root.putArray("assets"));
  }

  @Test
  void tooManyAssetsOrExclusions_areRefused() {
    refused(
        "$.assets: 2001 items, want 1 to 2000",
        root -> {
          for (ArrayNode assets = (ArrayNode) root.get("assets"); assets.size() < 2001; ) {
            assets.add(0);
          }
        });
    refused(
        "$.excluded: 6001 items, want 0 to 6000",
        root -> {
          for (ArrayNode excluded = (ArrayNode) root.get("excluded"); excluded.size() < 6001; ) {
            excluded.add(0);
          }
        });
  }

  @Test
  void assetFieldsOutOfRange_areRefused() {
    refused(
        "$.assets[0].asset: asset \"btc\", want [A-Z0-9][A-Z0-9.-]{0,31}",
        root -> asset(root, 0).put("asset", "btc"));
    refused("$.assets[0].decimals: 31, want 0 to 30", root -> asset(root, 0).put("decimals", 31));
    refused("$.assets[0].decimals: -1, want 0 to 30", root -> asset(root, 0).put("decimals", -1));
    refused("$.assets[0].height: 41, want 0 to 40", root -> asset(root, 0).put("height", 41));
    refused("$.assets[0].height: -1, want 0 to 40", root -> asset(root, 0).put("height", -1));
    refused(
        "$.assets[0].root: hash of 63 characters, want 64 lower-case hex digits",
        root -> asset(root, 0).put("root", "a".repeat(63)));
    refused(
        "$.assets[0].root: hash with a wrong character at 0, want 64 lower-case hex digits",
        root -> asset(root, 0).put("root", "A".repeat(64)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "00",
        "01",
        "+1",
        "1.0",
        "1e3",
        "",
        "340282366920938463463374607431768211456"
      })
  void row2_totalThatIsNoAmount_isRefused(String total) {
    String wanted = "amount \"" + total + "\", want 0|[1-9][0-9]{0,38} and below 2^128";
    refused("$.assets[0].total: " + wanted, root -> asset(root, 0).put("total", total));
    refused("$.excluded[1].total: " + wanted, root -> excluded(root, 1).put("total", total));
  }

  @Test
  void row2_totalAsANumber_isRefused() {
    refused("$.assets[0].total: a number, want text", root -> asset(root, 0).put("total", 1));
    refused("$.excluded[0].total: a number, want text", root -> excluded(root, 0).put("total", 1));
  }

  @Test
  void row22_unknownKind_isRefused() {
    refused(
        "$.excluded[0].kind: kind \"vip\", want asset, house or negative",
        root -> excluded(root, 0).put("kind", "vip"));
    refused(
        "$.excluded[0].kind: kind \"House\", want asset, house or negative",
        root -> excluded(root, 0).put("kind", "House"));
  }

  @Test
  void row22_exclusionsOutOfOrderOrTwice_areRefused() {
    refused(
        "$: excluded: BTC house after BTC negative, want ascending, each once",
        root -> swap(root, "excluded", 0));
    refused(
        "$: excluded: BTC negative after XMR asset, want ascending, each once",
        root -> swap(root, "excluded", 1));
    refused(
        "$: excluded: BTC house after BTC house, want ascending, each once",
        root -> {
          repeat(root, "excluded", 0);
          excluded(root, 1).put("count", 1); // the same pair, split in two
        });
  }

  /** An asset is counted in a tree or is left out as a whole, never both and never half. */
  @Test
  void row22_assetBothCommittedAndExcluded_isRefused() {
    refused(
        "$: excluded: USDT asset, want it not in assets",
        root -> excluded(root, 2).put("asset", "USDT"));
  }

  /** Only the tree's row says in which unit such a total counts. */
  @Test
  void row22_partOfAnAssetWithoutATree_isRefused() {
    refused(
        "$: excluded: XMR house, want it in assets",
        root -> excluded(root, 2).put("kind", "house"));
    refused(
        "$: excluded: XMR negative, want it in assets",
        root -> excluded(root, 2).put("kind", "negative"));
  }

  @Test
  void exclusionOfNothing_isRefused() {
    refused(
        "$.excluded[0].count: 0, want 1 to 9007199254740991",
        root -> excluded(root, 0).put("count", 0));
  }

  @Test
  void size_isLimited() {
    assertRefused(
        "2097153 bytes, want at most 2097152",
        () -> LiabilitiesManifest.parse(new byte[2_097_153]));
  }

  @Test
  void row18_looseManifest_isRefused() {
    String indented = LooseJson.tree(MANIFEST.toBytes()).toPrettyString();
    assertThrows(
        MalformedException.class,
        () -> LiabilitiesManifest.parse(indented.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void largestManifest_fitsInItsLimit() throws MalformedException {
    String x = "X".repeat(28);
    List<CommittedAsset> assets = new ArrayList<>();
    List<Exclusion> excluded = new ArrayList<>();
    for (int i = 0; i < LiabilitiesManifest.MAX_ASSETS; i++) {
      Ticker ticker = new Ticker((1000 + i) + x);
      Commitment commitment = new Commitment(Hash.of(new byte[32]), Amount.MAX, 40);
      assets.add(new CommittedAsset(new Asset(ticker, 30), commitment));
      excluded.add(new Exclusion(ticker, Kind.HOUSE, (1L << 53) - 1, Amount.MAX));
      excluded.add(new Exclusion(ticker, Kind.NEGATIVE, (1L << 53) - 1, Amount.MAX));
    }
    for (int i = 0; i < LiabilitiesManifest.MAX_ASSETS; i++) {
      Ticker ticker = new Ticker((5000 + i) + x);
      excluded.add(new Exclusion(ticker, Kind.ASSET, (1L << 53) - 1, Amount.MAX));
    }
    byte[] bytes = Samples.manifest(assets, excluded).toBytes();
    assertTrue(bytes.length * 3L / 2 < LiabilitiesManifest.LIMITS.maxBytes(), "" + bytes.length);
    assertArrayEquals(bytes, LiabilitiesManifest.parse(bytes).toBytes());
  }

  @Test
  void manifestThatNoReaderTakes_cannotBeMade() {
    List<CommittedAsset> assets = Samples.assets();
    Exclusion btc = new Exclusion(new Ticker("BTC"), Kind.HOUSE, 1, Amount.ZERO);
    Exclusion xmr = new Exclusion(new Ticker("XMR"), Kind.ASSET, 1, Amount.ZERO);
    cannotBeMade("assets: 0 items", List.of(), List.of());
    cannotBeMade("assets: SOL after USDT", assets.reversed(), List.of());
    cannotBeMade("assets: BTC after BTC", Collections.nCopies(2, assets.getFirst()), List.of());
    cannotBeMade("excluded: BTC house after XMR", assets, List.of(xmr, btc));
    cannotBeMade("excluded: BTC house after BTC", assets, List.of(btc, btc));
    cannotBeMade("excluded: BTC house, want", assets.subList(1, 4), List.of(btc));
    cannotBeMade("assets: 2001 items", Collections.nCopies(2001, assets.getFirst()), List.of());
    cannotBeMade("excluded: 6001 items", assets, Collections.nCopies(6001, btc));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Exclusion(new Ticker("BTC"), Kind.HOUSE, 0, Amount.ZERO));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Exclusion(new Ticker("BTC"), Kind.HOUSE, 1L << 53, Amount.ZERO));
  }

  private static void cannotBeMade(
      String message, List<CommittedAsset> assets, List<Exclusion> excluded) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> Samples.manifest(assets, excluded));
    assertTrue(String.valueOf(refusal.getMessage()).startsWith(message), refusal.getMessage());
  }
}
