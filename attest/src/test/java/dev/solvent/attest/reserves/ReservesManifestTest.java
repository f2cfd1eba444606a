package dev.solvent.attest.reserves;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.SpecFile;
import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.NumberedBlock;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReservesManifestTest {
  private static final String EXAMPLE = example();

  private static String example() {
    return new String(SpecFile.of("reserves-manifest.md").example(), StandardCharsets.UTF_8);
  }

  private static ReservesManifest parse(String json) throws MalformedException {
    return ReservesManifest.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void example_isReadAndPrintedAgain() throws Exception {
    ReservesManifest manifest = parse(EXAMPLE);
    assertEquals(EXAMPLE, new String(manifest.toBytes(), StandardCharsets.UTF_8));
    assertEquals(3, manifest.holdings().size());
    Holding usdc = manifest.holdings().get(1);
    assertEquals(Assurance.PROVEN, usdc.assurance());
    assertEquals(Ownership.SIGNED, usdc.ownership());
    assertEquals(Amount.of(120_000_000_000L), usdc.units());
    PinnedBlock ethereum = manifest.block(ChainId.parse("eip155:1")).orElseThrow();
    assertEquals(25_007_200, ethereum.block().number());
    assertEquals(Optional.empty(), manifest.block(ChainId.parse("eip155:10")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "solvent/reserves/v1 | solvent/reserves/v2",
        "\"assurance\":\"proven\" | \"assurance\":\"verified\"",
        "\"ownership\":\"none\" | \"ownership\":\"signed\"",
        "\"ownership\":\"none\" | \"ownership\":\"mine\"",
        "\"assurance\":\"claimed\" | \"assurance\":\"proven\"",
        "\"assurance\":\"claimed\" | \"assurance\":\"attested\"",
        "\"units\":\"120000000000\" | \"units\":\"-120000000000\"",
        "\"units\":\"120000000000\" | \"units\":120000000000",
        "\"units\":\"120000000000\" | \"units\":\"340282366920938463463374607431768211456\"",
        "\"decimals\":6 | \"decimals\":31",
        "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48 | 0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48",
        "\"eip155:1/slip44:60\" | \"eip155:10/slip44:60\"",
        "\"chain\":\"eip155:1\" | \"chain\":\"eip155:5\"",
        "\"25007200\" | \"+25007200\"",
        "\"epoch\":7 | \"epoch\":0",
        "\"issuer\":\"exchange.example\" | \"issuer\":\"Exchange.example\"",
        "\"countsAs\":\"ETH\" | \"countsAs\":\"eth\"",
        "\"ownership\":\"none\" | \"note\":1,\"ownership\":\"none\"",
      })
  void oneFault_isRefused(String good, String bad) {
    String json = EXAMPLE.replace(good, bad);
    assertNotEquals(EXAMPLE, json);
    assertThrows(MalformedException.class, () -> parse(json));
  }

  @Test
  void threat29_evidenceThatTheLevelNeeds_cannotBeLeftOut() {
    String without = EXAMPLE.replaceAll("\"evidence\":\\{[^}]*},", "");
    MalformedException refused = assertThrows(MalformedException.class, () -> parse(without));
    assertTrue(refused.getMessage().contains("proven without evidence"), refused.getMessage());
    String unsigned = EXAMPLE.replaceAll("\"ownershipEvidence\":\\{[^}]*},", "");
    assertThrows(MalformedException.class, () -> parse(unsigned));
  }

  @Test
  void threat26_oneHoldingTwice_orOutOfOrder_isRefused() throws Exception {
    ReservesManifest manifest = parse(EXAMPLE);
    List<Holding> twice = new ArrayList<>(manifest.holdings());
    twice.add(twice.getLast());
    assertThrows(IllegalArgumentException.class, () -> with(manifest, manifest.chains(), twice));
    assertThrows(
        IllegalArgumentException.class,
        () -> with(manifest, manifest.chains(), manifest.holdings().reversed()));
    assertThrows(
        IllegalArgumentException.class,
        () -> with(manifest, manifest.chains().reversed(), manifest.holdings()));
    assertThrows(
        IllegalArgumentException.class, () -> with(manifest, List.of(), manifest.holdings()));
    assertEquals(manifest, with(manifest, manifest.chains(), manifest.holdings()));
  }

  private static ReservesManifest with(
      ReservesManifest manifest, List<PinnedBlock> chains, List<Holding> holdings) {
    return new ReservesManifest(
        manifest.asOf(), chains, manifest.epoch(), holdings, manifest.issuer(), JsonObject.EMPTY);
  }

  /** The largest that the format allows, in the memory that tests have. */
  @Test
  void aHundredThousandHoldings_areReadAndPrintedAgain() throws Exception {
    ChainId chain = ChainId.evm(1);
    Hash hash = Hash.of(new byte[32]);
    List<Holding> holdings = new ArrayList<>();
    for (int i = 0; i <= ReservesManifest.MAX_HOLDINGS; i++) {
      holdings.add(
          new Holding(
              AccountRef.parse(String.format(Locale.ROOT, "eip155:1:0x%040x", i)),
              AssetRef.parse("eip155:1/slip44:60"),
              Assurance.PROVEN,
              new Asset(new Ticker("ETH"), 18),
              Optional.of(hash),
              Ownership.SIGNED,
              Optional.of(hash),
              Amount.of(i)));
    }
    Timestamp time = Timestamp.parse("2026-09-02T00:00:00Z");
    PinnedBlock block = new PinnedBlock(new NumberedBlock(new BlockRef(chain, hash), 1), time);
    ReservesManifest manifest =
        new ReservesManifest(
            time,
            List.of(block),
            new Epoch(1),
            holdings.subList(0, ReservesManifest.MAX_HOLDINGS),
            new Issuer("exchange.example"),
            JsonObject.EMPTY);
    byte[] bytes = manifest.toBytes();
    assertTrue(bytes.length < ReservesManifest.LIMITS.maxBytes());
    assertArrayEquals(bytes, ReservesManifest.parse(bytes).toBytes());
    assertThrows(IllegalArgumentException.class, () -> with(manifest, manifest.chains(), holdings));
  }

  @Test
  void chains_areAThousand_ascending_eachOnce() throws Exception {
    ReservesManifest example = parse(EXAMPLE);
    PinnedBlock block = example.chains().getFirst();
    Hash hash = block.block().ref().hash();
    List<PinnedBlock> chains = new ArrayList<>();
    for (int i = 0; i <= ReservesManifest.MAX_CHAINS; i++) {
      BlockRef ref = new BlockRef(ChainId.evm(10_000 + i), hash);
      chains.add(new PinnedBlock(new NumberedBlock(ref, 1), block.time()));
    }
    List<PinnedBlock> most = chains.subList(0, ReservesManifest.MAX_CHAINS);
    assertEquals(most, with(example, most, List.of()).chains());
    assertThrows(IllegalArgumentException.class, () -> with(example, chains, List.of()));
    assertThrows(
        IllegalArgumentException.class, () -> with(example, List.of(block, block), List.of()));
  }
}
