package dev.solvent.attest.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.RepoFiles;
import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Finding.Result;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.report.ReportText;
import dev.solvent.attest.report.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the cases in files cannot say: where a bundle's parts may lie, and one check a finding. */
final class VerificationTest {
  private final BundleVector honest = BundleVector.named("honest");
  private final Bundle bundle = bundle();

  private static Bundle bundle() {
    try {
      return Bundle.parse(
          RepoFiles.bytes(
              RepoFiles.root().resolve("fixtures/vectors/bundles/files/honest.bundle.json")));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Bundle with(Bundle bundle, Blobs blobs) {
    return new Bundle(
        blobs,
        bundle.earlier(),
        bundle.envelope(),
        bundle.logProof(),
        bundle.observations(),
        bundle.replacement(),
        bundle.roots(),
        bundle.tokens());
  }

  @Test
  void blobsBesideTheBundle_areFound_andNotAbsent() throws Exception {
    Bundle bare = with(bundle, Blobs.of(List.of()));
    Report beside =
        Verification.verify(bare, honest.exhibits().with(bundle.blobs()), honest.reader());
    assertEquals(Verdict.VERIFIED, beside.verdict(), () -> ReportText.print(beside));
    Report nowhere = Verification.verify(bare, honest.exhibits(), honest.reader());
    assertEquals(Verdict.FAILED, nowhere.verdict());
    assertEquals(Result.FAIL, nowhere.finding(Check.LIABILITIES_MANIFEST).result());
    assertEquals(Result.FAIL, nowhere.finding(Check.RESERVES_MANIFEST).result());
  }

  @Test
  void whatWasSeenLast_isSeenAgain() throws Exception {
    Reader reader = honest.reader();
    Seen same = new Seen(bundle.logProof().checkpoint().checkpoint(), List.of());
    Reader again = new Reader(reader.pinned(), reader.policy(), reader.now(), Optional.of(same));
    Report report = Verification.verify(bundle, honest.exhibits(), again);
    assertEquals(Verdict.VERIFIED, report.verdict(), () -> ReportText.print(report));
  }

  private Report seen(Seen seen) throws Exception {
    Reader reader = honest.reader();
    Reader again = new Reader(reader.pinned(), reader.policy(), reader.now(), Optional.of(seen));
    return Verification.verify(bundle, honest.exhibits(), again);
  }

  /** A client that could not ask for a proof has seen nothing wrong, and nothing right. */
  @Test
  void threat08_whatWasSeenLast_withoutAProof_isTheSameOrNotJudged() throws Exception {
    Checkpoint now = bundle.logProof().checkpoint().checkpoint();
    Checkpoint older = honest.reader().seen().orElseThrow().checkpoint();
    Report same = seen(new Seen(now, Optional.empty()));
    assertEquals(Result.PASS, same.finding(Check.LOG_CONSISTENCY).result());
    Report unshown = seen(new Seen(older, Optional.empty()));
    assertEquals(Result.NOT_RUN, unshown.finding(Check.LOG_CONSISTENCY).result());
    assertNotEquals(Verdict.VERIFIED, unshown.verdict());
    Checkpoint forked = new Checkpoint(now.origin(), now.size(), older.root());
    Report fork = seen(new Seen(forked, Optional.empty()));
    assertEquals(Result.FAIL, fork.finding(Check.LOG_CONSISTENCY).result());
    assertEquals(List.of(forked.text(), now.text()), evidence(fork));
  }

  @Test
  void threat08_aLogThatDoesNotComeToItsCheckpoint_fails_withBoth() throws Exception {
    Checkpoint now = bundle.logProof().checkpoint().checkpoint();
    Report report = seen(Seen.refused(now, "tiles of another root"));
    Finding finding = report.finding(Check.LOG_CONSISTENCY);
    assertEquals(Result.FAIL, finding.result());
    assertTrue(finding.sentence().endsWith("tiles of another root"), finding.sentence());
    assertEquals(List.of(now.text(), now.text()), evidence(report));
  }

  private static List<String> evidence(Report report) {
    return report.finding(Check.LOG_CONSISTENCY).evidence();
  }

  @Test
  void anAccountProofWithoutABundle_isNotVerifiedByItself() throws Exception {
    assertEquals(Optional.empty(), Verification.verify(honest.exhibits(), honest.reader()));
    assertEquals(Optional.empty(), Verification.verify(Exhibits.NONE, honest.reader()));
  }

  @Test
  void theSameFiles_giveTheSameReport() throws Exception {
    assertEquals(honest.report(), honest.report());
  }

  @Test
  void threat19_aCheckIsMadeOnce_andWhatNobodyMadeIsNoPass() {
    Findings findings = new Findings();
    findings.add(Finding.pass(Check.TRUST_ROOT, "one"));
    assertThrows(
        IllegalStateException.class, () -> findings.add(Finding.pass(Check.TRUST_ROOT, "two")));
    Finding unmade = findings.all().getLast();
    assertEquals(Result.NOT_RUN, unmade.result());
    assertEquals(true, unmade.required());
  }
}
