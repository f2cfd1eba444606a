package dev.solvent.chain.anchor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.EvmSignature;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The example of {@code docs/spec/feed.md}, and what its text says. */
final class FeedSpecTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String TEXT = SpecText.feed();

  private static Feed feed() throws Exception {
    return new Feed(ChainId.evm(1), EvmAddress.parse("0x5fbdb2315678afecb367f032d93f642f64180aa3"));
  }

  private static Summary summary() throws Exception {
    return new Summary(
        new Issuer("exchange.example"),
        new Epoch(7),
        Timestamp.parse("2026-09-02T00:00:00Z"),
        Hash.parse("4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a"),
        List.of(
            new Figures(Asset.parse("BTC:8"), Amount.of(2_100_000_000), Amount.of(1_820_410_000)),
            new Figures(
                Asset.parse("ETH:18"),
                Amount.parse("120000000000000000000000"),
                Amount.parse("118000000000000000000001"))));
  }

  private static Map<String, String> values() {
    return SpecText.blocks("text")
        .getFirst()
        .lines()
        .map(line -> line.split(": ", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  @Test
  void example_isTheTypedDataOfTheSummary() throws Exception {
    assertEquals(
        JSON.readTree(SpecText.blocks("json").getFirst()),
        JSON.readTree(summary().typedData(feed())));
    Hash.parse(values().get("hash"));
    assertEquals(values().get("hash"), summary().hash(feed()).toString());
  }

  @Test
  void signatures_areOfTheTwoSigners() throws Exception {
    Map<String, String> values = values();
    List<EvmSignature> given =
        List.of(
            EvmSignature.parse(values.get("second signature")),
            EvmSignature.parse(values.get("first signature")));
    SignedSummary signed = SignedSummary.of(summary(), feed(), given);
    assertEquals(
        List.of(values.get("first signer"), values.get("second signer")),
        signed.signers().stream().map(EvmAddress::toString).toList());
  }

  @Test
  void everyErrorAndLimit_isInTheText() {
    for (FeedError error : FeedError.values()) {
      String name = error.signature().replaceFirst("\\(.*", "");
      assertTrue(TEXT.contains("| `" + name + "` |"), name);
    }
    assertTrue(TEXT.contains(" 1 to " + FeedTerms.MAX_SIGNERS + " signers"));
    assertTrue(TEXT.contains(" 1 to " + FeedTerms.MAX_ASSETS + " assets"));
    assertTrue(TEXT.replaceAll("\\s+", "").contains(SummaryTypedData.TYPE.replace(" ", "")));
    assertTrue(TEXT.contains(Feed.DOMAIN_TYPE));
  }

  /** The contract and the text know no error that Java has no words for. */
  @Test
  void errors_areThoseOfTheContract() {
    List<String> elsewhere =
        List.of(
            "NoIssuer",
            "SignerCount",
            "ThresholdOutOfRange",
            "SignersNotAscending",
            "AssetCount",
            "TickerTooLong",
            "TickersNotAscending",
            "DecimalsOutOfRange",
            "NothingPublished",
            "NoSuchAsset");
    List<String> declared =
        JSON.readTree(FeedCalls.class.getResourceAsStream("SolvencyFeed.json"))
            .path("SolvencyFeed")
            .path("abi")
            .valueStream()
            .filter(entry -> entry.path("type").asString().equals("error"))
            .map(FeedSpecTest::signature)
            .filter(signature -> !elsewhere.contains(signature.replaceFirst("\\(.*", "")))
            .sorted()
            .toList();
    List<String> known =
        Arrays.stream(FeedError.values()).map(FeedError::signature).sorted().toList();
    assertEquals(declared, known);
  }

  private static String signature(JsonNode error) {
    return error
        .path("inputs")
        .valueStream()
        .map(input -> input.path("type").asString())
        .collect(Collectors.joining(",", error.path("name").asString() + "(", ")"));
  }
}
