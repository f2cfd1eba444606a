package dev.solvent.attest.solvency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.SpecFile;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
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
}
