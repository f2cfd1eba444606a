package dev.solvent.attest.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Finding.Result;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.report.Verdict;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A verification that skips one check, and lets whatever it would have refused pass: the cases have
 * to tell, and some of them by the verdict VERIFIED over what is spoilt.
 */
final class SkippedCheckTest {
  private static final class AllBut extends Findings {
    private final Check skipped;

    AllBut(Check skipped) {
      this.skipped = skipped;
    }

    @Override
    void add(Finding finding) {
      boolean skips = finding.check() == skipped && finding.result() == Finding.Result.FAIL;
      super.add(skips ? Finding.pass(skipped, "skipped") : finding);
    }
  }

  /**
   * Nothing could be judged without what these read, or another check fails in their place: who
   * skips them says FAILED all the same, and of another check.
   */
  private static final Set<Check> NEVER_ALONE =
      EnumSet.of(
          Check.LOG_WITNESSES,
          Check.STATEMENT_FORM,
          Check.LIABILITIES_MANIFEST,
          Check.RESERVES_MANIFEST,
          Check.SOLVENCY_REPORT);

  @ParameterizedTest
  @EnumSource
  void threat19_aCheckThatIsSkipped_isMissed(Check skipped) throws Exception {
    int told = 0;
    int letThrough = 0;
    for (BundleVector vector : failing(skipped)) {
      Optional<Report> report = skipping(skipped, vector);
      if (report.isPresent() && !BundleVectorsTest.results(report.get()).equals(vector.results())) {
        told++;
        boolean wrong = !vector.verdict().equals(Verdict.VERIFIED.name());
        letThrough += wrong && report.get().verdict() == Verdict.VERIFIED ? 1 : 0;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%s skipped: %d cases tell, %d of them would be VERIFIED%n",
        skipped.id(),
        told,
        letThrough);
    assertTrue(told > 0, () -> "no case tells that " + skipped.id() + " is gone");
    assertEquals(!NEVER_ALONE.contains(skipped), letThrough > 0);
  }

  /**
   * Where the check does not fail, skipping it changes nothing: BundleVectorsTest has those cases.
   */
  private static List<BundleVector> failing(Check check) throws IOException {
    return BundleVector.all().stream()
        .filter(vector -> Result.FAIL.text().equals(vector.results().get(check.id())))
        .toList();
  }

  /** What is skipped is the only difference. */
  @ParameterizedTest
  @EnumSource
  void whatIsSkipped_changesNothingThatIsHonest(Check skipped) throws Exception {
    BundleVector honest = BundleVector.named("honest");
    assertEquals(honest.report(), skipping(skipped, honest));
  }

  private static Optional<Report> skipping(Check skipped, BundleVector vector) throws IOException {
    try {
      Exhibits exhibits = vector.exhibits();
      Optional<Bundle> bundle = vector.bundle();
      if (bundle.isEmpty()) {
        bundle = exhibits.claim().flatMap(claim -> claim.proof().bundle());
      }
      return bundle.isEmpty()
          ? Optional.empty()
          : Optional.of(
              Verification.examine(bundle.get(), exhibits, vector.reader(), new AllBut(skipped))
                  .report());
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }
}
