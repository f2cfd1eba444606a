package dev.solvent.verifier.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.text.Timestamp;
import dev.solvent.verifier.TestDay;
import dev.solvent.verifier.TestPublication;
import dev.solvent.verifier.TestSolvency;
import dev.solvent.verifier.cli.Failures;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command on cases of the vectors, and on a publication whose files lie beside its bundle. */
final class ReportCommandTest {
  private static final Path FILES =
      Path.of(System.getProperty("solvent.root"), "fixtures/vectors/bundles/files");

  @TempDir private Path folder;

  private record Run(int code, String out, String err) {}

  private static Run run(String... args) {
    CommandLine command = Failures.handledBy(new CommandLine(new ReportCommand()));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    int code = command.execute(args);
    return new Run(code, out.toString(), err.toString());
  }

  private Run ofCase(String name, String... further) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--trust=" + FILES.resolve("honest.root.json"),
                "--policy=" + FILES.resolve("honest.policy.json"),
                "--home=" + folder,
                "--at=2026-05-28T21:27:40Z"));
    args.addAll(List.of(further));
    args.add(FILES.resolve(name + ".bundle.json").toString());
    return run(args.toArray(String[]::new));
  }

  @Test
  void aReportThatFollows_isShown() {
    Run run = ofCase("honest-with-a-solvency-report");
    assertEquals(0, run.code(), run::toString);
    assertTrue(run.out().startsWith("VERIFIED exchange.example, epoch 3\n"), run::out);
    assertTrue(run.out().contains("all thrown together"), run::out);
    assertTrue(run.out().contains("  crash"), run::out);
    assertEquals(
        "VERIFIED exchange.example, epoch 3\n",
        ofCase("honest-with-a-solvency-report", "-q").out());
    assertTrue(
        ofCase("honest-with-a-solvency-report", "-v").out().contains("by policy "), run::out);
  }

  @Test
  void aReportThatDoesNotFollow_isNotShown() {
    Run run = ofCase("solvency-with-a-better-figure");
    assertEquals(1, run.code(), run::toString);
    assertTrue(run.out().contains("fail    solvency.report"), run::out);
    assertTrue(run.out().contains("hint: solvent-verify explain solvency.report"), run::out);
    assertFalse(run.out().contains("all thrown together"), run::out);
    assertFalse(
        ofCase("solvency-with-a-better-figure", "--json").out().contains("\"solvency\":"),
        run::out);
  }

  @Test
  void noReport_isSaid_andNoSuccess() {
    Run run = ofCase("honest");
    assertEquals(2, run.code(), run::toString);
    assertTrue(
        run.out().contains("no solvency report: the statement names no solvency.json"), run::out);
  }

  @Test
  void forPrograms_theReportStandsBesideTheVerdict() {
    Run run = ofCase("honest-with-terms", "--json");
    assertEquals(0, run.code(), run::toString);
    assertTrue(run.out().startsWith("{\"format\":\"solvent/solvency-view/v1\""), run::out);
    assertTrue(run.out().contains("\"verdict\":\"VERIFIED\""), run::out);
    assertTrue(run.out().contains("\"format\":\"solvent/solvency-report/v1\""), run::out);
  }

  @Test
  void ofAPublication_theFilesAreReadBesideItsBundle() throws Exception {
    Timestamp first = TestPublication.time("2026-09-01T00:00:00Z");
    TestPublication exchange = TestPublication.in(folder.resolve("exchange"), first);
    exchange.publish(TestDay.EMPTY);
    exchange.publish(TestDay.ORDINARY.with(new TestSolvency(1, 1)));
    Run run =
        run(
            "--trust=" + exchange.rootFile(),
            "--policy=" + exchange.policyFile(),
            "--home=" + folder.resolve("home"),
            "--at=" + exchange.at(2, 3_600),
            exchange.folder().toString());
    assertEquals(0, run.code(), run::toString);
    assertTrue(
        run.out().replaceAll(" +", " ").contains("ETH 2 3 2500 150.00 % 135.00 %"), run::out);
  }
}
