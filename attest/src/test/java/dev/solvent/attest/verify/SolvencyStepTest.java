package dev.solvent.attest.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.SpecFile;
import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.prices.PriceTable;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Finding.Result;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.solvency.Commitments;
import dev.solvent.attest.solvency.SolvencyFiles;
import dev.solvent.attest.solvency.SolvencyInputs;
import dev.solvent.attest.solvency.SolvencyPolicy;
import dev.solvent.attest.solvency.SolvencyReport;
import dev.solvent.attest.solvency.risk.RiskInputs;
import dev.solvent.attest.solvency.risk.RiskReport;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The figures of risk, which not every verifier computes again: their faults are here and not among
 * the vectors. What both checks need to be there is.
 */
final class SolvencyStepTest {
  private static final Hash NEXT = Hash.of(new byte[Hash.BYTES]);

  private SolvencyFiles files;
  private byte[] risk;

  @BeforeEach
  void example() throws MalformedException {
    SpecFile report = SpecFile.of("solvency-report.md");
    files =
        new SolvencyFiles(
            LiabilitiesManifest.parse(report.json(1)),
            ReservesManifest.parse(report.json(2)),
            PriceTable.parse(SpecFile.of("price-table.md").example()),
            SolvencyPolicy.parse(SpecFile.of("solvency-policy.md").example(0)),
            Optional.empty());
    risk = RiskReport.of(new RiskInputs(files, Optional.empty(), Optional.empty())).toBytes();
  }

  private List<Finding> found(byte[] named, boolean there) {
    return found(report(named), named, there);
  }

  private byte[] report(byte[] named) {
    Commitments commitments =
        new Commitments(
            NEXT, Optional.empty(), Optional.empty(), Optional.of(Digests.sha256(named)));
    return SolvencyReport.of(new SolvencyInputs(files, commitments)).toBytes();
  }

  private List<Finding> found(byte[] report, byte[] named, boolean there) {
    return found(report, named, there, List.of());
  }

  private List<Finding> found(byte[] report, byte[] named, boolean there, List<Judged> judged) {
    Blobs blobs =
        Blobs.of(
            List.of(
                Octets.of(report),
                Octets.of(files.prices().toBytes()),
                Octets.of(files.policy().toBytes())));
    return SolvencyStep.recomputed(
        Digests.sha256(report),
        files.liabilities(),
        files.reserves(),
        judged,
        there ? blobs.and(Blobs.of(List.of(Octets.of(named)))) : blobs);
  }

  private static void assertRisk(Result result, String sentence, List<Finding> found) {
    assertEquals(List.of(Check.SOLVENCY_REPORT, Check.SOLVENCY_RISK), checks(found));
    assertEquals(Result.PASS, found.getFirst().result(), found::toString);
    assertEquals(result, found.getLast().result(), found::toString);
    assertTrue(found.getLast().sentence().contains(sentence), found::toString);
  }

  private static List<Check> checks(List<Finding> found) {
    return found.stream().map(Finding::check).toList();
  }

  @Test
  void figuresThatFollow_pass() {
    assertRisk(Result.PASS, "byte for byte", found(risk, true));
  }

  /** Figures that rest on a report which is made up say nothing, right or wrong. */
  @Test
  void figuresOfAReportThatDoesNotFollow_areNotLookedAt() {
    String report = new String(report(risk), StandardCharsets.UTF_8);
    byte[] other = report.replace("\"epoch\":7", "\"epoch\":8").getBytes(StandardCharsets.UTF_8);
    List<Finding> found = found(other, risk, true);
    assertEquals(List.of(Check.SOLVENCY_REPORT), checks(found));
    assertEquals(Result.FAIL, found.getFirst().result(), found::toString);
  }

  @Test
  void figuresThatDoNot_fail() {
    String text = new String(risk, StandardCharsets.UTF_8);
    byte[] better =
        text.replaceFirst("\"value\":\"", "\"value\":\"1").getBytes(StandardCharsets.UTF_8);
    assertRisk(Result.FAIL, "which differs from byte", found(better, true));
    assertRisk(Result.FAIL, "want", found("{".getBytes(StandardCharsets.UTF_8), true));
    assertRisk(Result.FAIL, "which the report names as risk", found(risk, false));
  }

  @Test
  void whatThisReaderTakesAsClaimed_isNamed_whereTheReportCountsIt() {
    List<Judged> judged =
        files.reserves().holdings().stream()
            .map(holding ->
                judged(
                    holding,
                    holding.countsAs().ticker().text().startsWith("E")
                        ? Judged.Counts.CLAIMED
                        : Judged.Counts.COUNTED))
            .toList();
    Finding report = found(report(risk), risk, true, judged).getFirst();
    assertEquals(Result.PASS, report.result());
    assertTrue(
        report.sentence().endsWith("; it counts ETH, EXT that this reader takes as claimed"),
        report::sentence);
    assertTrue(found(risk, true).getFirst().sentence().endsWith("byte for byte"));
  }

  private static Judged judged(Holding holding, Judged.Counts counts) {
    return new Judged(
        holding,
        counts,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new SeenBy(List.of(), List.of()),
        List.of());
  }
}
