package dev.solvent.verifier.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Coverage;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Report;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Ticker;
import dev.solvent.verifier.TestPublication;
import dev.solvent.verifier.cli.Style;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ReportPageTest {
  private static Report report(List<Coverage> coverage, Finding... others) {
    List<Finding> findings =
        Arrays.stream(Check.values())
            .map(check ->
                Arrays.stream(others)
                    .filter(other -> other.check() == check)
                    .findFirst()
                    .orElse(Finding.pass(check, "as it should be", "what it rests on")))
            .toList();
    return new Report(
        Optional.of(TestPublication.ISSUER),
        Optional.of(new Epoch(7)),
        TestPublication.time("2026-09-02T00:00:00Z"),
        findings,
        coverage);
  }

  private static String printed(Style.When colour, Consumer<ReportPage> page) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    page.accept(new ReportPage(out, Style.of(colour)));
    out.flush();
    return text.toString();
  }

  private static Coverage coverage(String ticker, int decimals, String owed, String counted) {
    return new Coverage(
        new Asset(new Ticker(ticker), decimals),
        new BigInteger(owed),
        new BigInteger(counted),
        BigInteger.ZERO,
        BigInteger.ZERO,
        BigInteger.TEN);
  }

  @Test
  void foreignWords_moveNoCursorAndTurnNoDirection() {
    Report report =
        report(
            List.of(),
            Finding.fail(
                Check.STATEMENT_LATEST,
                "replaced: \u001b[2J\r\nVERIFIED \u202egnp",
                "a\u001b]0;title\u0007"));
    String text = printed(Style.When.NEVER, page -> page.checks(report, true));
    assertTrue(text.chars().allMatch(c -> c == '\n' || c >= ' '), text);
    assertTrue(text.contains("replaced: \\u001b[2J\\u000d\\u000aVERIFIED \\u202egnp"), text);
    assertTrue(text.contains("          a\\u001b]0;title\\u0007\n"), text);
    assertFalse(text.contains("\u202e"), text);
  }

  @Test
  void colour_saysNothingThatTheWordsDoNot() {
    Report report = report(List.of(), Finding.fail(Check.FRESHNESS, "late"));
    Consumer<ReportPage> all =
        page -> {
          page.verdict(report);
          page.checks(report, true);
          page.hint(report);
        };
    String coloured = printed(Style.When.ALWAYS, all);
    assertTrue(coloured.startsWith("\u001b["), coloured);
    assertEquals(printed(Style.When.NEVER, all), coloured.replaceAll("\u001b\\[[0-9;]*m", ""));
  }

  @Test
  void faults_areWhatKeepsTheVerdictDown_andTheHintNamesTheFirstThatFailed() {
    Report report =
        report(
            List.of(),
            Finding.notRun(Check.LOG_CONSISTENCY, "nobody looked"),
            Finding.notOurs(Check.LIABILITIES_INCLUSION, "yours"),
            Finding.absent(Check.TIME_TOKEN, "none"),
            Finding.fail(Check.RESERVES_HEADER, "another block"));
    String faults = printed(Style.When.NEVER, page -> page.faults(report));
    assertEquals(
        """
          not run log.consistency       nobody looked
          fail    reserves.header       another block
        """,
        faults);
    assertEquals(
        "hint: solvent-verify explain reserves.header says what this means, and what to do\n",
        printed(Style.When.NEVER, page -> page.hint(report)));
    assertEquals("", printed(Style.When.NEVER, page -> page.hint(report(List.of()))));
  }

  @Test
  void coverage_standsInColumns_howeverLongTheSums() {
    Report report =
        report(
            List.of(
                coverage("BTC", 8, "100000000", "99999999"),
                coverage("LONG-TICKER.X", 0, "0", "0"),
                coverage("WEI", 18, "9".repeat(60), "1")));
    List<String> lines = printed(Style.When.NEVER, page -> page.coverage(report)).lines().toList();
    assertEquals(4, lines.size());
    assertTrue(lines.get(1).matches(" {2}BTC .* 1\\.00000000 .* 99\\.99 % .*"), lines.get(1));
    assertTrue(lines.get(2).contains(" 100.00 %"), lines.get(2));
    assertTrue(lines.get(3).contains("9".repeat(42) + "." + "9".repeat(18)), lines.get(3));
    assertEquals("", printed(Style.When.NEVER, page -> page.coverage(report(List.of()))));
  }

  @Test
  void columns_countPlacesAndNotLetters() {
    assertEquals(4, Columns.width("用户"));
    assertEquals(1, Columns.width("e\u0301"));
    assertEquals(2, Columns.width("\ud83d\ude00"));
    assertEquals(3, Columns.width("äöü"));
    assertEquals(
        List.of("用户    1", "abcde  22"),
        new Columns(List.of(new String[] {"用户", "1"}, new String[] {"abcde", "22"})).lines());
    assertEquals(List.of(), new Columns(List.of()).lines());
  }
}
