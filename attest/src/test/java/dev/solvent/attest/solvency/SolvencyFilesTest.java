package dev.solvent.attest.solvency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.SpecFile;
import dev.solvent.attest.prices.Label;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policy and the terms, as {@code docs/spec/solvency-policy.md} has them. */
final class SolvencyFilesTest {
  private static final SpecFile SPEC = SpecFile.of("solvency-policy.md");
  private static final String POLICY = new String(SPEC.example(0), StandardCharsets.UTF_8);
  private static final String TERMS = new String(SPEC.example(1), StandardCharsets.UTF_8);

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void examples_areReadAndPrintedAgain() throws Exception {
    SolvencyPolicy policy = SolvencyPolicy.parse(bytes(POLICY));
    assertEquals(POLICY, new String(policy.toBytes(), StandardCharsets.UTF_8));
    assertEquals(4, policy.scenarios().size());
    Terms terms = Terms.parse(bytes(TERMS));
    assertEquals(TERMS, new String(terms.toBytes(), StandardCharsets.UTF_8));
    assertEquals(2_592_000, terms.terms().getFirst().seconds());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "solvency-policy/v1 | solvency-policy/v2 | want \"solvent/solvency-policy/v1\"",
        "\"class\":\"staked\" | \"class\":\"warm\" | want one of classes",
        "\"counts\":9000,\"upTo\":\"10000000000\" | \"counts\":9000,\"upTo\":\"100000000\" | want ascending from 1",
        "\"counts\":9000 | \"counts\":10001 | want 0 to 10000",
        "\"counts\":10000,\"upTo\":\"100000000\" | \"counts\":8000,\"upTo\":\"100000000\" | want no more than the one before",
        "\"upTo\":\"100000000\" | \"upTo\":\"0\" | want ascending from 1",
        "\"own\":false | \"own\":true | want none",
        "\"seconds\":3600} | \"seconds\":86400} | want ascending, each once",
        "\"minimumSources\":3 | \"minimumSources\":2 | want 3 to 20",
        "\"minimumSources\":3 | \"minimumSources\":5 | want 5 to 100",
        "\"maximumSpread\":200 | \"maximumSpread\":10001 | want 0 to 10000",
        "\"name\":\"depeg\" | \"name\":\"crash\" | want ascending, each once",
        "\"becomes\":8000 | \"becomes\":-1 | want 0 to 1000000",
        "{\"asset\":\"USDC\",\"becomes\":8000} | {\"asset\":\"USD\",\"becomes\":8000} | want not the quote itself",
        "\"quote\":{\"asset\":\"USD\",\"decimals\":2} | \"quote\":{\"asset\":\"EXT\",\"decimals\":18} | want not an own token",
        "\"share\":3000 | \"share\":10001 | want 0 to 10000",
        "\"coverage\":10000 | \"coverage\":10001 | want 0 to 10000",
        "\"unlisted\":31536000 | \"unlisted\":-1 | want 0 to 864000000",
        "\"unlisted\": | \"unknown\":1,\"unlisted\": | unknown field",
        "\"asset\":\"EXT\",\"decimals\" | \"asset\":\"ETH\",\"decimals\" | want ascending, each once",
      })
  void oneFault_ofAPolicy_isRefused(String good, String bad, String why) {
    String json = POLICY.replace(good, bad);
    assertNotEquals(POLICY, json);
    MalformedException refused =
        assertThrows(MalformedException.class, () -> SolvencyPolicy.parse(bytes(json)));
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }

  @Test
  void aBand_mayBeGiven_asAShareOfTheSurplus() throws Exception {
    assertTrue(SolvencyPolicy.parse(bytes(POLICY)).band().isEmpty());
    String banded = POLICY.replace("\"classes\":", "\"band\":500,\"classes\":");
    SolvencyPolicy policy = SolvencyPolicy.parse(bytes(banded));
    assertEquals(500, policy.band().orElseThrow());
    assertEquals(banded, new String(policy.toBytes(), StandardCharsets.UTF_8));
    String wide = banded.replace("\"band\":500", "\"band\":10001");
    MalformedException refused =
        assertThrows(MalformedException.class, () -> SolvencyPolicy.parse(bytes(wide)));
    assertTrue(refused.getMessage().contains("want 0 to 10000"), refused.getMessage());
  }

  @Test
  void aPolicyWithoutHorizons_isRefused() {
    String without = POLICY.replaceFirst("\"horizons\":\\[.*?\\]", "\"horizons\":[]");
    MalformedException refused =
        assertThrows(MalformedException.class, () -> SolvencyPolicy.parse(bytes(without)));
    assertTrue(refused.getMessage().contains("0 items, want 1 to 20"), refused.getMessage());
  }

  /** An account that is cold in one row could be hot in another. */
  @Test
  void anAccountTwice_isRefused() {
    String row = POLICY.substring(POLICY.indexOf("{\"account\":\"bip122"));
    row = row.substring(0, row.indexOf('}') + 1);
    String twice = POLICY.replace(row, row + "," + row.replace("cold", "hot"));
    MalformedException refused =
        assertThrows(MalformedException.class, () -> SolvencyPolicy.parse(bytes(twice)));
    assertTrue(refused.getMessage().contains("want ascending, each once"), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "terms/v1 | terms/v2 | want \"solvent/terms/v1\"",
        "\"seconds\":2592000 | \"seconds\":0 | want 1 to 864000000",
        "\"units\":\"30000000000000000000\" | \"units\":\"-3\" | and below 2^128",
        "\"asset\":\"ETH\" | \"asset\":\"eth\" | want [A-Z0-9]",
      })
  void oneFault_ofTerms_isRefused(String good, String bad, String why) {
    String json = TERMS.replace(good, bad);
    assertNotEquals(TERMS, json);
    MalformedException refused =
        assertThrows(MalformedException.class, () -> Terms.parse(bytes(json)));
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }

  @Test
  void oneTermTwice_isRefused() {
    String term = TERMS.substring(TERMS.indexOf("[{") + 1, TERMS.indexOf("}]") + 1);
    String twice = TERMS.replace(term, term + "," + term);
    assertThrows(MalformedException.class, () -> Terms.parse(bytes(twice)));
  }

  private static SolvencyPolicy policy(
      Optional<Integer> band, int classes, int horizons, int scenarios, long unlisted)
      throws MalformedException {
    SolvencyPolicy example = SolvencyPolicy.parse(bytes(POLICY));
    return new SolvencyPolicy(
        List.of(),
        example.assets(),
        band,
        names("class", classes).map(name -> new LiquidityClass(name, 1)).toList(),
        IntStream.range(0, horizons).mapToObj(i -> new Horizon(0, new Label("h"), i)).toList(),
        example.issuer(),
        example.prices(),
        example.quote(),
        names("scenario", scenarios)
            .map(name -> new Scenario(List.of(), 0, name, 1, Optional.empty(), List.of()))
            .toList(),
        example.thresholds(),
        unlisted);
  }

  private static Stream<Label> names(String what, int count) {
    return IntStream.range(100, 100 + count).mapToObj(i -> new Label(what + i));
  }

  private static void assertNotBuilt(String why, Executable build) {
    assertEquals(why, assertThrows(IllegalArgumentException.class, build).getMessage());
  }

  /** Whoever prints a policy that nobody can read has published none. */
  @Test
  void whatCannotBeRead_isNotBuilt() throws Exception {
    SolvencyPolicy most = policy(Optional.of(10_000), 20, 20, 100, 864_000_000);
    assertEquals(most, SolvencyPolicy.parse(most.toBytes()));
    Optional<Integer> none = Optional.empty();
    assertNotBuilt("band -1, want 0 to 10000", () -> policy(Optional.of(-1), 0, 1, 0, 0));
    assertNotBuilt("band 10001, want 0 to 10000", () -> policy(Optional.of(10_001), 0, 1, 0, 0));
    assertNotBuilt("classes 21, want 0 to 20", () -> policy(none, 21, 1, 0, 0));
    assertNotBuilt("horizons 0, want 1 to 20", () -> policy(none, 0, 0, 0, 0));
    assertNotBuilt("horizons 21, want 1 to 20", () -> policy(none, 0, 21, 0, 0));
    assertNotBuilt("scenarios 101, want 0 to 100", () -> policy(none, 0, 1, 101, 0));
    assertNotBuilt("unlisted -1, want 0 to 864000000", () -> policy(none, 0, 1, 0, -1));
    assertNotBuilt(
        "unlisted 864000001, want 0 to 864000000", () -> policy(none, 0, 1, 0, 864_000_001));
  }

  @Test
  void aScenarioThatCannotBeRead_isNotBuilt() {
    List<Label> twice = List.of(new Label("vault"), new Label("vault"));
    Scenario.Shock shock = new Scenario.Shock(new Ticker("BTC"), 1);
    assertNotBuilt("least -1, want 0 to 10000", () -> scenario(List.of(), -1, 1));
    assertNotBuilt("least 10001, want 0 to 10000", () -> scenario(List.of(), 10_001, 1));
    assertNotBuilt("others -1, want 0 to 1000000", () -> scenario(List.of(), 0, -1));
    assertNotBuilt("others 1000001, want 0 to 1000000", () -> scenario(List.of(), 0, 1_000_001));
    assertThrows(IllegalArgumentException.class, () -> scenario(twice, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> scenario(List.of(), 0, 1, shock, shock));
    assertEquals(1, scenario(twice.subList(0, 1), 10_000, 1_000_000, shock).shocks().size());
  }

  private static Scenario scenario(
      List<Label> custodians, int least, int others, Scenario.Shock... shocks) {
    return new Scenario(
        custodians, least, new Label("some"), others, Optional.empty(), List.of(shocks));
  }

  @Test
  void aClassTwice_isRefused() {
    String row = POLICY.substring(POLICY.indexOf("\"classes\":[") + 11);
    row = row.substring(0, row.indexOf('}') + 1);
    String twice = POLICY.replace("\"classes\":[", "\"classes\":[" + row + ",");
    MalformedException refused =
        assertThrows(MalformedException.class, () -> SolvencyPolicy.parse(bytes(twice)));
    assertTrue(refused.getMessage().contains("want ascending, each once"), refused.getMessage());
  }
}
