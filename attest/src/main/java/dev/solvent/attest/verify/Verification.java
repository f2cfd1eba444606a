package dev.solvent.attest.verify;

import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.bundle.EarlierCheckpoint;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.LogConsistency;
import dev.solvent.attest.log.ProofVerdict;
import dev.solvent.attest.ownership.CheckpointRef;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Coverage;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.merkle.MalformedException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every check of one attestation, in their order. No clock, no network, no file: what it says rests
 * on its arguments alone.
 */
public final class Verification {
  private final Bundle bundle;
  private final Blobs blobs;
  private final Optional<Claim> claim;
  private final Reader reader;
  private final Findings findings = new Findings();
  private List<Coverage> coverage = List.of();

  private Verification(Bundle bundle, Blobs beside, Optional<Claim> claim, Reader reader) {
    this.bundle = bundle;
    this.claim = claim;
    this.reader = reader;
    blobs = bundle.blobs().and(beside);
  }

  /**
   * Verifies an attestation, and what a customer claims of it.
   *
   * @param beside what the bundle's files name and the bundle does not hold
   */
  public static Report verify(Bundle bundle, Blobs beside, Optional<Claim> claim, Reader reader) {
    return new Verification(bundle, beside, claim, reader).report();
  }

  private Report report() {
    othersToMake();
    TrustStep trust = TrustStep.of(reader.pinned(), bundle.roots());
    Optional<Statement> statement = Optional.empty();
    if (trust.holds()) {
      statement = statement(trust);
    } else {
      findings.add(trust.failure());
    }
    statement.ifPresent(this::manifests);
    return new Report(
        statement.map(Statement::issuer),
        statement.map(Statement::epoch),
        reader.now(),
        findings.all(),
        coverage);
  }

  private void othersToMake() {
    findings.add(Finding.notOurs(Check.LIABILITIES_RECOMPUTE, "an auditor's, from the audit kit"));
    findings.add(Finding.absent(Check.RECEIPT_SIGNATURE, "no receipt was given"));
    if (claim.isEmpty()) {
      findings.add(
          Finding.notOurs(Check.LIABILITIES_INCLUSION, "no customer's account proof was given"));
    }
  }

  /** The statement, if the pinned keys signed it. */
  private Optional<Statement> statement(TrustStep trust) {
    TrustRoot root = trust.newest();
    LogStep log = new LogStep(bundle, reader);
    long index = bundle.logProof().index();
    findings.add(log.checkpoint(root));
    findings.add(log.witnesses());
    findings.add(log.consistency());
    findings.add(StatementStep.signature(bundle.envelope(), root, index));
    if (!findings.passed(Check.STATEMENT_SIGNATURE)) {
      return Optional.empty();
    }
    StatementStep.Parsed parsed = StatementStep.form(bundle.envelope(), root);
    findings.add(parsed.finding());
    parsed
        .statement()
        .ifPresent(statement -> {
          findings.add(trust.finding(statement.trustRoot()));
          findings.add(log.inclusion(statement.epoch().number() - 1));
          findings.add(log.latest(index));
          findings.add(TokenStep.finding(bundle, statement, reader.policy()));
          findings.add(
              StatementStep.freshness(
                  statement, reader.now(), reader.policy().limits(), log.isFresh()));
        });
    return parsed.statement();
  }

  private void manifests(Statement statement) {
    ManifestStep.Parsed<LiabilitiesManifest> owed = LiabilitiesStep.manifest(statement, blobs);
    findings.add(owed.finding());
    ManifestStep.Parsed<ReservesManifest> held = ReservesStep.manifest(statement, blobs);
    findings.add(held.finding());
    if (owed.manifest().isPresent() && claim.isPresent()) {
      findings.add(LiabilitiesStep.inclusion(statement, owed.manifest().get(), claim.get()));
    }
    if (owed.manifest().isPresent() && held.manifest().isPresent()) {
      holdings(statement, owed.manifest().get(), held.manifest().get());
    }
  }

  private void holdings(Statement statement, LiabilitiesManifest owed, ReservesManifest held) {
    findings.add(skew(owed, held));
    Observers observers;
    try {
      observers = new Observers(reader.policy(), bundle.observations());
    } catch (MalformedException e) {
      findings.add(
          Finding.fail(Check.RESERVES_CANONICAL, "observation that is signed: " + e.getMessage()));
      return;
    }
    HoldingStep step =
        new HoldingStep(reader, statement, held, blobs, observers, knownCheckpoints());
    List<Judged> judged = held.holdings().stream().map(step::judge).toList();
    findings.add(ReservesStep.header(statement, held, judged));
    findings.add(ReservesStep.canonical(held, observers));
    findings.add(ReservesStep.balance(judged));
    findings.add(ReservesStep.ownership(judged));
    coverage = CoverageStep.coverage(reader.policy(), owed, judged);
    findings.add(CoverageStep.finding(coverage, reader.policy().limits().coverage()));
  }

  /** Both manifests have the statement's time, so the blocks' times are compared with that. */
  private Finding skew(LiabilitiesManifest owed, ReservesManifest held) {
    List<Instant> times =
        Stream.concat(
                Stream.of(owed.asOf().instant(), held.asOf().instant()),
                held.chains().stream().map(PinnedBlock::time).map(time -> time.instant()))
            .sorted()
            .toList();
    Duration skew = Duration.between(times.getFirst(), times.getLast());
    Duration most = reader.policy().limits().skew();
    String sentence = "all times within " + skew.toSeconds() + " s of one another";
    return skew.compareTo(most) <= 0
        ? Finding.pass(Check.TIME_SKEW, sentence)
        : Finding.fail(Check.TIME_SKEW, sentence + ", want at most " + most.toSeconds());
  }

  /** The bundle's own checkpoint, and those from which it is shown to follow. */
  private Set<CheckpointRef> knownCheckpoints() {
    Checkpoint newest = bundle.logProof().checkpoint().checkpoint();
    Set<CheckpointRef> known = new HashSet<>();
    known.add(new CheckpointRef(newest.size(), newest.root()));
    for (EarlierCheckpoint earlier : bundle.earlier()) {
      Checkpoint older = new Checkpoint(newest.origin(), earlier.size(), earlier.root());
      if (LogConsistency.check(older, newest, earlier.proof()) instanceof ProofVerdict.Accepted) {
        known.add(new CheckpointRef(earlier.size(), earlier.root()));
      }
    }
    return known;
  }
}
