package dev.solvent.attest.liabilities;

import static dev.solvent.attest.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.solvent.attest.LooseJson;
import dev.solvent.attest.SpecFile;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.JsonValue.JsonText;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.InclusionProof;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Node;
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

/** One account proof, and one fault at a time. */
final class AccountProofTest {
  private static final String ALICE = "alice@example.com";
  private static final AccountProof PROOF = Samples.proof(ALICE);
  private static final Asset BTC = new Asset(new Ticker("BTC"), 8);
  private static final Node NODE = new Node(Hash.of(new byte[32]), Amount.MAX);

  private static void refused(String message, Consumer<ObjectNode> fault) {
    byte[] bytes = LooseJson.edited(PROOF.toBytes(), fault);
    assertRefused(message, () -> AccountProof.parse(bytes));
  }

  private static ObjectNode position(ObjectNode root, int i) {
    return (ObjectNode) root.get("positions").get(i);
  }

  private static ObjectNode sibling(ObjectNode root, int position, int i) {
    return (ObjectNode) position(root, position).get("siblings").get(i);
  }

  @Test
  void bytes_areReadBackToTheSame() throws MalformedException {
    for (String account : List.of(ALICE, "bob", "用户-003", "dave", "erin")) {
      AccountProof proof = Samples.proof(account);
      AccountProof parsed = AccountProof.parse(proof.toBytes());
      assertEquals(proof, parsed);
      assertArrayEquals(proof.toBytes(), parsed.toBytes());
    }
    assertEquals(ALICE, PROOF.accountId().text());
    assertEquals(
        List.of("BTC:8 42000000", "ETH:18 1500000000000000000"),
        PROOF.positions().stream().map(proof -> proof.asset() + " " + proof.balance()).toList());
  }

  @Test
  void attestationAndExtensions_areKept() throws MalformedException {
    String sha256 = "0123456789abcdef".repeat(4);
    byte[] bytes =
        LooseJson.edited(
            PROOF.toBytes(),
            root -> {
              root.putObject("attestation").put("sha256", sha256);
              root.putObject("extensions").put("a", "b");
            });
    AccountProof parsed = AccountProof.parse(bytes);
    assertEquals(Optional.of(Hash.parse(sha256)), parsed.attestation());
    assertEquals(new JsonObject(Map.of("a", new JsonText("b"))), parsed.extensions());
    assertArrayEquals(bytes, parsed.toBytes());
    assertEquals(Optional.empty(), PROOF.attestation());
  }

  /** Neither a log line nor an error message shows the key; {@code toBytes} is for files. */
  @Test
  void key_isShownByItsBytesOnly() {
    String key = Samples.keyHex(ALICE);
    assertTrue(Samples.json(PROOF.toBytes()).contains(key));
    String shown = PROOF.toString();
    for (int i = 0; i + 6 <= key.length(); i++) {
      assertFalse(shown.contains(key.substring(i, i + 6)), shown);
    }
  }

  @Test
  void key_isInNoRefusal() {
    String key = Samples.keyHex(ALICE);
    List<String> faults =
        List.of(
            "\"accountKey\":\"" + key + "0\"", // too long
            "\"accountKey\":\"" + key.substring(1) + "\"",
            "\"accountKey\":\"" + key.substring(1) + "X\"",
            "\"accountKey\":" + key, // no text
            "\"accountKey\":x" + key,
            "\"accountKey\":{\"" + key + "\":\"" + key + "\"}",
            "\"accountKey\":\"" + key + "\\q\"",
            "\"accountKey\": \"" + key + "\"");
    String good = Samples.json(PROOF.toBytes());
    for (String fault : faults) {
      byte[] bytes =
          good.replace("\"accountKey\":\"" + key + "\"", fault).getBytes(StandardCharsets.UTF_8);
      Throwable refusal =
          assertThrows(MalformedException.class, () -> AccountProof.parse(bytes), fault);
      for (; refusal != null; refusal = refusal.getCause()) {
        String message = String.valueOf(refusal.getMessage());
        assertFalse(message.contains(key.substring(2, 12)), message);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "accountId, text",
    "accountKey, text",
    "epoch, a number",
    "format, text",
    "issuer, text",
    "positions, an array",
  })
  void missingField_isRefused(String name, String wanted) {
    refused("$." + name + ": missing, want " + wanted, root -> root.remove(name));
  }

  @ParameterizedTest
  @CsvSource({
    "asset, text",
    "balance, text",
    "decimals, a number",
    "index, a number",
    "siblings, an array",
  })
  void missingFieldOfAPosition_isRefused(String name, String wanted) {
    refused(
        "$.positions[1]." + name + ": missing, want " + wanted,
        root -> position(root, 1).remove(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hash", "sum"})
  void missingFieldOfASibling_isRefused(String name) {
    refused(
        "$.positions[1].siblings[3]." + name + ": missing, want text",
        root -> sibling(root, 1, 3).remove(name));
  }

  @Test
  void missingDigestOfTheAttestation_isRefused() {
    refused("$.attestation.sha256: missing, want text", root -> root.putObject("attestation"));
    refused("$.attestation: null, want an object", root -> root.putNull("attestation"));
  }

  /** Threat 7: a root of the customer's own file has no place to stand in. */
  @ParameterizedTest
  @ValueSource(strings = {"root", "total", "height"})
  void row7_ownRootTotalOrHeight_isRefused(String name) {
    String unknown = ": unknown field \"" + name + "\", want none but the known";
    refused("$" + unknown, root -> root.put(name, "1"));
    refused("$.positions[0]" + unknown, root -> position(root, 0).put(name, "1"));
  }

  @Test
  void unknownField_isRefused() {
    String unknown = ": unknown field \"x\", want none but the known";
    refused("$" + unknown, root -> root.put("x", 1));
    refused("$.positions[0].siblings[1]" + unknown, root -> sibling(root, 0, 1).put("x", 1));
    refused(
        "$.attestation: unknown field \"sha512\", want none but the known",
        root -> root.putObject("attestation").put("sha256", "0".repeat(64)).put("sha512", "0"));
  }

  @Test
  void inlineBundle_isReadAsTheBundleThatItIs() throws MalformedException {
    Bundle bundle = Bundle.parse(SpecFile.of("bundle.md").example());
    AccountProof whole = PROOF.with(bundle);
    AccountProof again = AccountProof.parse(whole.toBytes());
    assertArrayEquals(bundle.toBytes(), again.bundle().orElseThrow().toBytes());
    assertArrayEquals(whole.toBytes(), again.toBytes());
    refused("$.bundle.format: missing, want text", root -> root.putObject("bundle"));
  }

  @Test
  void otherFormat_isRefused() {
    refused(
        "$.format: \"solvent/liabilities/v1\", want \"solvent/account-proof/v1\"",
        root -> root.put("format", "solvent/liabilities/v1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\u0301", "a\u200bb", "a\u202eb"})
  void otherAccountId_isRefused(String id) {
    byte[] bytes = LooseJson.edited(PROOF.toBytes(), root -> root.put("accountId", id));
    MalformedException refusal =
        assertThrows(MalformedException.class, () -> AccountProof.parse(bytes));
    assertTrue(refusal.getMessage().startsWith("$.accountId: "), refusal.getMessage());
  }

  @Test
  void epochOrIssuerOutOfForm_isRefused() {
    refused("$.epoch: 0, want 1 to 9007199254740991", root -> root.put("epoch", 0));
    refused(
        "$.issuer: issuer \"Exchange\", want a domain name in lower-case letters, digits and"
            + " hyphens, such as exchange.example",
        root -> root.put("issuer", "Exchange"));
  }

  @Test
  void row29_noPosition_isRefused() {
    refused("$.positions: 0 items, want 1 to 2000", root -> root.putArray("positions"));
  }

  @Test
  void positionsOutOfOrderOrTwice_areRefused() {
    refused(
        "$: positions: BTC after ETH, want ascending, each once",
        root -> {
          ArrayNode positions = (ArrayNode) root.get("positions");
          positions.add(positions.remove(0));
        });
    refused(
        "$: positions: BTC after BTC, want ascending, each once",
        root -> {
          ArrayNode positions = (ArrayNode) root.get("positions");
          positions.insert(0, positions.get(0).deepCopy());
          position(root, 1).put("decimals", 9).put("balance", "1");
        });
  }

  @Test
  void positionFieldsOutOfRange_areRefused() {
    refused(
        "$.positions[0].index: -1, want 0 to 1099511627775",
        root -> position(root, 0).put("index", -1));
    refused(
        "$.positions[0].index: 1099511627776, want 0 to 1099511627775",
        root -> position(root, 0).put("index", 1L << 40));
    refused(
        "$.positions[0].decimals: 31, want 0 to 30", root -> position(root, 0).put("decimals", 31));
    refused(
        "$.positions[0].asset: asset \"\", want [A-Z0-9][A-Z0-9.-]{0,31}",
        root -> position(root, 0).put("asset", ""));
    refused(
        "$.positions[0].siblings[1].hash: hash of 0 characters, want 64 lower-case hex digits",
        root -> sibling(root, 0, 1).put("hash", ""));
  }

  @Test
  void moreSiblingsThanAnyTreeHasLevels_areRefused() {
    refused(
        "$.positions[0].siblings: 41 items, want 0 to 40",
        root -> {
          ArrayNode siblings = (ArrayNode) position(root, 0).get("siblings");
          while (siblings.size() < 41) {
            siblings.add(siblings.get(0).deepCopy());
          }
        });
  }

  @Test
  void moreThan2000Positions_areRefused() {
    refused(
        "$.positions: 2001 items, want 1 to 2000",
        root -> {
          ArrayNode positions = (ArrayNode) root.get("positions");
          while (positions.size() < 2001) {
            positions.add(0);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "-0",
        "01",
        "1.0",
        "1e3",
        " 1",
        "",
        "340282366920938463463374607431768211456"
      })
  void row2_balanceOrSumThatIsNoAmount_isRefused(String amount) {
    String wanted = "amount \"" + amount + "\", want 0|[1-9][0-9]{0,38} and below 2^128";
    refused("$.positions[0].balance: " + wanted, root -> position(root, 0).put("balance", amount));
    refused(
        "$.positions[1].siblings[0].sum: " + wanted,
        root -> sibling(root, 1, 0).put("sum", amount));
  }

  @Test
  void row2_amountAsANumber_isRefused() {
    refused(
        "$.positions[0].balance: a number, want text", root -> position(root, 0).put("balance", 1));
    refused(
        "$.positions[0].siblings[0].sum: a number, want text",
        root -> sibling(root, 0, 0).put("sum", -1));
  }

  @Test
  void row18_looseProof_isRefused() {
    String indented = LooseJson.tree(PROOF.toBytes()).toPrettyString();
    assertThrows(
        MalformedException.class,
        () -> AccountProof.parse(indented.getBytes(StandardCharsets.UTF_8)));
  }

  /** Reading as much takes as much memory, so that it is refused is a test of the reader's. */
  @Test
  void size_isLimited_asTheTextSays() {
    String text = SpecFile.of("account-proof.md").text();
    assertEquals(553_648_128, AccountProof.LIMITS.maxBytes());
    assertTrue(text.contains("at most 553,648,128 bytes, depth 16 and 2,400,000 values"));
    assertEquals(2_400_000, AccountProof.LIMITS.maxValues());
  }

  @Test
  void largestProof_fitsInItsLimit() throws MalformedException {
    List<InclusionProof> positions = new ArrayList<>();
    for (int i = 0; i < AccountProof.MAX_POSITIONS; i++) {
      Asset asset = new Asset(new Ticker((1000 + i) + "X".repeat(28)), 30);
      positions.add(
          new InclusionProof(asset, Amount.MAX, (1L << 40) - 1, Collections.nCopies(40, NODE)));
    }
    byte[] bytes = Samples.proof(ALICE, positions).toBytes();
    JsonLimits limits = AccountProof.LIMITS;
    assertTrue(bytes.length * 3L / 2 < limits.maxBytes(), "" + bytes.length);
    assertEquals(positions, AccountProof.parse(bytes).positions());
  }

  @Test
  void proofThatNoReaderTakes_cannotBeMade() {
    InclusionProof btc = new InclusionProof(BTC, Amount.ZERO, 0, List.of());
    cannotBeMade("positions: BTC after BTC", List.of(btc, btc));
    cannotBeMade("positions: BTC after ETH", PROOF.positions().reversed());
    cannotBeMade("positions: 0 items", List.of());
    cannotBeMade("positions: 2001 items", Collections.nCopies(2001, btc));
    cannotBeMade("BTC: index -1", List.of(claim(-1, 0)));
    cannotBeMade("BTC: index 1099511627776", List.of(claim(1L << 40, 0)));
    cannotBeMade("BTC: 41 siblings", List.of(claim(0, 41)));
  }

  private static InclusionProof claim(long index, int siblings) {
    return new InclusionProof(BTC, Amount.ZERO, index, Collections.nCopies(siblings, NODE));
  }

  private static void cannotBeMade(String message, List<InclusionProof> positions) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> Samples.proof(ALICE, positions));
    assertTrue(String.valueOf(refusal.getMessage()).startsWith(message), refusal.getMessage());
  }
}
