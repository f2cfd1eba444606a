package dev.solvent.verifier.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.solvent.attest.report.Check;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every case of {@code fixtures/vectors/bundles}, through the command line. */
final class BundleVectorsCommandTest {
  private static final Map<String, Integer> EXIT_CODES =
      Map.of("VERIFIED", 0, "FAILED", 1, "MALFORMED", 2, "STALE", 3, "SHORT", 4);
  private static final Set<String> IDS =
      Arrays.stream(Check.values()).map(Check::id).collect(Collectors.toUnmodifiableSet());

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> check_saysOfEveryCase_whatItSays() throws IOException {
    return VectorCase.all(folder).stream()
        .filter(VectorCase::hasProof)
        .map(vector ->
            DynamicTest.dynamicTest(
                vector.name(), () -> run(vector, vector.check(), vector.results())));
  }

  /** The bundle alone, once for each way in which one can end. */
  @TestFactory
  Stream<DynamicTest> attestation_saysOfEveryCase_whatItSays() throws IOException {
    Set<Map<String, String>> ends = new HashSet<>();
    return VectorCase.all(folder).stream()
        .filter(VectorCase::hasBundle)
        .filter(vector -> !vector.name().startsWith("malformed-proof"))
        .filter(vector -> !vector.hasProof() || ends.add(vector.resultsOfBundleAlone()))
        .map(vector -> DynamicTest.dynamicTest(vector.name(), () -> attestation(vector)));
  }

  private static void attestation(VectorCase vector) throws IOException {
    Map<String, String> results = vector.resultsOfBundleAlone();
    if (vector.isMalformed()) {
      run(vector, vector.attestation(), results);
      return;
    }
    Ran json = Ran.of(with(vector.attestation(), "--json"));
    JsonNode report = new ObjectMapper().readTree(json.out());
    assertEquals(results, results(report), json.out());
    assertEquals(EXIT_CODES.get(report.get("verdict").textValue()), json.code());
  }

  private static void run(VectorCase vector, List<String> args, Map<String, String> results)
      throws IOException {
    Ran text = Ran.of(args);
    Ran json = Ran.of(with(args, "--json"));
    int code = EXIT_CODES.get(vector.verdict());
    assertEquals(code, text.code(), text.out() + text.err());
    assertEquals(code, json.code(), json.err());
    if (vector.isMalformed()) {
      assertEquals("", text.out());
      assertEquals("", json.out());
      assertTrue(text.err().startsWith("MALFORMED "), text.err());
      return;
    }
    assertEquals("", text.err());
    JsonNode report = new ObjectMapper().readTree(json.out());
    assertEquals(results, results(report), json.out());
    assertEquals(vector.verdict(), report.get("verdict").textValue());
    assertTrue(text.first().startsWith(vector.verdict() + ": "), text.out());
    assertTrue(text.first().contains("alice@example.com"), text.out());
    assertEquals(failed(results), failedInWords(text), text.out());
    counted(results, report.get("customer"), text);
  }

  /** What is said to be counted is never more than what passed. */
  private static void counted(Map<String, String> results, JsonNode customer, Ran text) {
    if (results.containsKey("liabilities.inclusion")) {
      assertEquals(false, customer.get("counted").booleanValue());
      assertTrue(
          text.first().startsWith("FAILED: it is not shown that what ")
              || text.first().endsWith(" is not what you expect"),
          text.first());
    }
  }

  private static List<String> with(List<String> args, String option) {
    List<String> all = new ArrayList<>(args);
    all.add(option);
    return all;
  }

  private static Map<String, String> results(JsonNode report) {
    Map<String, String> results = new TreeMap<>();
    for (JsonNode finding : report.get("findings")) {
      if (!finding.get("result").textValue().equals("pass")) {
        results.put(finding.get("check").textValue(), finding.get("result").textValue());
      }
    }
    return results;
  }

  private static Set<String> failed(Map<String, String> results) {
    Set<String> failed = new TreeSet<>();
    results.forEach((check, result) -> {
      if (result.equals("fail")) {
        failed.add(check);
      }
    });
    return failed;
  }

  /** {@code " log.witnesses: 1 of 2 …"}. */
  private static Set<String> failedInWords(Ran text) {
    return text.lines().stream()
        .filter(line -> line.contains(": "))
        .map(line -> line.substring(0, line.indexOf(": ")).strip())
        .filter(IDS::contains)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void whatIsLeftOut_isTheAuditorsAlone() throws IOException {
    List<String> auditors =
        VectorCase.all(folder).stream()
            .filter(VectorCase::isAuditors)
            .map(VectorCase::name)
            .toList();
    assertEquals(
        List.of(
            "trees-of-an-asset-not-attested", "trees-of-another-total", "trees-that-lack-an-asset"),
        auditors);
  }
}
