package dev.solvent.verifier.history;

import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.liabilities.Exclusion;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.log.LogHasher;
import dev.solvent.attest.log.WitnessVerdict;
import dev.solvent.attest.log.WitnessVerdict.Cosigned;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.published.BesideBundle;
import dev.solvent.attest.published.PublishedPath;
import dev.solvent.attest.published.PublishedRoots;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Finding.Result;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.report.Verdict;
import dev.solvent.attest.solvency.ReportSources;
import dev.solvent.attest.solvency.SolvencyCheck;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.attest.verify.Examined;
import dev.solvent.attest.verify.Exhibits;
import dev.solvent.attest.verify.Reader;
import dev.solvent.attest.verify.Verification;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.verifier.source.Site;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Judges an epoch as it stood within its time. For any number of threads, each of which holds one
 * bundle at a time.
 *
 * @param published the trust roots of the publication
 */
record EpochJudge(
    Site site, SignedRoot pinned, List<SignedRoot> published, Policy policy, Timestamp now) {
  /** What its bundle comes to; {@code entry} is the hash of the log's entry of that epoch. */
  EpochRow judge(Epoch epoch, Hash entry) throws IOException {
    String path = PublishedPath.bundle(epoch);
    Optional<byte[]> bytes = site.read(path, Bundle.LIMITS.maxBytes());
    if (bytes.isEmpty()) {
      return EpochRow.without(
          epoch, Verdict.FAILED, path + " is not published, and the log has its entry");
    }
    Bundle bundle;
    Statement statement;
    try {
      bundle = Bundle.parse(bytes.get());
      statement = Statement.parse(bundle.envelope().payload());
    } catch (MalformedException e) {
      return EpochRow.without(epoch, Verdict.MALFORMED, path + ": " + e.getMessage());
    }
    EpochRow row = judge(epoch, bundle, statement);
    return LogHasher.leaf(bundle.envelope().toBytes()).equals(entry)
        ? row
        : row.failing(path + ": another envelope, want the log's entry " + (epoch.number() - 1));
  }

  private EpochRow judge(Epoch epoch, Bundle bundle, Statement statement) throws IOException {
    Blobs beside = BesideBundle.read(site, bundle, statement);
    List<Cosigned> cosigned = cosigned(bundle);
    Timestamp at = within(statement, cosigned);
    Examined examined =
        Verification.examine(
            PublishedRoots.beside(bundle, published),
            Exhibits.NONE.with(beside),
            new Reader(pinned, policy, at, Optional.empty()));
    Report report = examined.report();
    EpochRow.Found found =
        new EpochRow.Found(
            statement,
            bundle.logProof().checkpoint().checkpoint(),
            at,
            cosigned.stream().map(Cosigned::time).min(Timestamp::compareTo),
            report.coverage(),
            excluded(statement, bundle.blobs().and(beside)),
            policy(examined),
            announced(statement, bundle.blobs().and(beside)));
    EpochRow row =
        new EpochRow(epoch, report.verdict(), Optional.of(found), Optional.empty(), faults(report));
    return statement.epoch().equals(epoch)
        ? row
        : row.failing("statement of epoch " + statement.epoch() + ", want " + epoch);
  }

  /** What keeps a report from VERIFIED, a line each. */
  static List<String> faults(Report report) {
    return report.findings().stream()
        .filter(finding -> finding.result() == Result.FAIL)
        .map(EpochJudge::line)
        .toList();
  }

  private static String line(Finding finding) {
    return finding.check().id() + ": " + finding.sentence();
  }

  /**
   * The end of its time, or now within it. A bundle keeps the cosignatures of the day on which it
   * was published: it is judged no later than they are fresh, and no earlier than they were made.
   */
  private Timestamp within(Statement statement, List<Cosigned> cosigned) {
    Instant end = statement.nextDueBy().instant();
    Optional<Instant> first =
        cosigned.stream().map(one -> one.time().instant()).min(Instant::compareTo);
    Optional<Instant> last =
        cosigned.stream().map(one -> one.time().instant()).max(Instant::compareTo);
    Duration age = policy.limits().cosignatureAge();
    Instant fresh = first.map(time -> time.plus(age)).filter(end::isAfter).orElse(end);
    Instant made = last.filter(fresh::isBefore).orElse(fresh);
    return new Timestamp(made.isBefore(now.instant()) ? made : now.instant());
  }

  private List<Cosigned> cosigned(Bundle bundle) {
    return policy
        .witnessPolicy()
        .map(witnesses ->
            switch (witnesses.check(bundle.logProof().checkpoint(), now, policy.limits().skew())) {
              case WitnessVerdict.QuorumMet(var by) -> by;
              case WitnessVerdict.QuorumMissed(var by, var detail) -> by;
              case WitnessVerdict.Rejected rejected -> List.<Cosigned>of();
            })
        .orElse(List.of());
  }

  private static Optional<Hash> policy(Examined examined) {
    return examined
        .solvency()
        .map(report -> {
          try {
            return ReportSources.of(report.toBytes()).policy();
          } catch (MalformedException e) {
            throw new IllegalStateException("a report that follows can be read", e);
          }
        });
  }

  /** Of a report that cannot be read nothing; the verification says so. */
  private static Optional<Hash> announced(Statement statement, Blobs blobs) {
    Optional<Octets> report = statement.digestOf(Subject.SOLVENCY).flatMap(blobs::find);
    try {
      return report.isPresent()
          ? Optional.of(SolvencyCheck.announces(report.get().toBytes()))
          : Optional.empty();
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  /** Of a manifest that cannot be read nothing; the verification says so. */
  private static List<Exclusion> excluded(Statement statement, Blobs blobs) {
    Optional<Octets> manifest = statement.digestOf(Subject.LIABILITIES).flatMap(blobs::find);
    try {
      return manifest.isPresent()
          ? LiabilitiesManifest.parse(manifest.get().toBytes()).excluded()
          : List.of();
    } catch (MalformedException e) {
      return List.of();
    }
  }
}
