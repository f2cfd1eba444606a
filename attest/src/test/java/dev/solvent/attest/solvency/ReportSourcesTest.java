package dev.solvent.attest.solvency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.signature.Digests;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files a report says it follows from; whoever reads it asks for these and no others. */
final class ReportSourcesTest {
  private static final String REPORT =
      "{\"announces\":{\"sha256\":\"%a\"},\"inputs\":{\"policy\":{\"sha256\":\"%b\"},"
          + "\"prices\":{\"sha256\":\"%c\"},\"terms\":{\"sha256\":\"%d\"}}}";

  private static ReportSources of(String report) throws MalformedException {
    String json = report;
    for (String digit : List.of("a", "b", "c", "d", "e", "f", "0")) {
      json = json.replace("%" + digit, digit.repeat(64));
    }
    return ReportSources.of(json.getBytes(StandardCharsets.UTF_8));
  }

  private static Hash hash(String digit) throws MalformedException {
    return Hash.parse(digit.repeat(64));
  }

  @Test
  void theFilesOfAReport_areItsPolicyPricesAndTerms() throws MalformedException {
    ReportSources sources = of(REPORT);
    assertEquals(
        new ReportSources(
            hash("b"), hash("c"), Optional.of(hash("d")), Commitments.announcing(hash("a"))),
        sources);
    assertEquals(List.of(hash("b"), hash("c"), hash("d")), sources.toRead());
  }

  @Test
  void aReportWithoutTerms_namesTwo() throws MalformedException {
    ReportSources sources = of(REPORT.replace(",\"terms\":{\"sha256\":\"%d\"}", ""));
    assertEquals(Optional.empty(), sources.terms());
    assertEquals(List.of(hash("b"), hash("c")), sources.toRead());
  }

  @Test
  void theFiguresOfRisk_andWhatTheyAreMadeOf_areRead() throws MalformedException {
    String risky =
        REPORT
            .replace("\"policy\"", "\"history\":{\"sha256\":\"%e\"},\"policy\"")
            .replace("\"prices\"", "\"positions\":{\"sha256\":\"%f\"},\"prices\"")
            .replace("}}}", "}},\"risk\":{\"sha256\":\"%0\"}}");
    assertEquals(
        Stream.of("b", "c", "d", "e", "f", "0").map(digit -> digit.repeat(64)).toList(),
        of(risky).toRead().stream().map(Hash::toString).toList());
    assertEquals(hash("a"), of(risky).announces());
  }

  @Test
  void aReportThatIsMade_namesWhatItIsMadeOf() throws MalformedException {
    Exchange exchange = new Exchange().price("ETH", 1_000).owes("ETH", 5).holds("ETH", 6);
    SolvencyInputs inputs = exchange.inputs();
    ReportSources sources = ReportSources.of(SolvencyReport.of(inputs).toBytes());
    assertEquals(Digests.sha256(inputs.files().policy().toBytes()), sources.policy());
    assertEquals(Digests.sha256(inputs.files().prices().toBytes()), sources.prices());
    assertEquals(Optional.empty(), sources.terms());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"sha256\":\"%a\"} | {} | announces.sha256",
        "{\"sha256\":\"%b\"} | {} | policy.sha256",
        "{\"sha256\":\"%c\"} | {} | prices.sha256",
        "{\"sha256\":\"%b\"} | \"%b\" | policy.sha256",
        "\"%c\" | 7 | prices.sha256",
        "%b | %bb | hash",
        "%d | %D | hash",
        "\"inputs\" | \"input\" | inputs.policy.sha256",
        "{\"announces\" | {\"announces\":{},\"announces\" | ",
      })
  void aReportThatNamesNone_isRefused(String good, String bad, String why) {
    String report = REPORT.replace(good, bad);
    assertNotEquals(REPORT, report);
    MalformedException refused = assertThrows(MalformedException.class, () -> of(report));
    assertTrue(refused.getMessage().contains(why == null ? "" : why), refused.getMessage());
  }
}
