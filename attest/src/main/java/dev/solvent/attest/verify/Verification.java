package dev.solvent.attest.verify;

import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.bundle.EarlierCheckpoint;
import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.LogConsistency;
import dev.solvent.attest.log.ProofVerdict;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.ownership.CheckpointRef;
import dev.solvent.attest.ownership.Expectation;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Coverage;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.attest.verify.Examined.JudgedBlock;
import dev.solvent.merkle.MalformedException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Every check of one attestation, in their order. No clock, no network, no file: what it says rests
 * on its arguments alone.
 */
public final class Verification {
  private final Bundle bundle;
  private final Blobs blobs;
  private final Exhibits exhibits;
  private final Reader reader;
  private final Findings findings;
  private List<Coverage> coverage = List.of();
  private Optional<Statement> statement = Optional.empty();
  private Optional<ReservesManifest> reserves = Optional.empty();
  private List<JudgedBlock> blocks = List.of();
  private List<Judged> holdings = List.of();

  private Verification(Bundle bundle, Exhibits exhibits, Reader reader, Findings findings) {
    this.findings = findings;
    this.bundle = bundle;
    this.exhibits = exhibits;
    this.reader = reader;
    blobs = bundle.blobs().and(exhibits.blobs());
  }

  /** Verifies an attestation, and what is shown beside it. */
  public static Report verify(Bundle bundle, Exhibits exhibits, Reader reader) {
    return examine(bundle, exhibits, reader).report();
  }

  /** The same, for who shows more of it than the report. */
  public static Examined examine(Bundle bundle, Exhibits exhibits, Reader reader) {
    return examine(bundle, exhibits, reader, new Findings());
  }

  static Examined examine(Bundle bundle, Exhibits exhibits, Reader reader, Findings findings) {
    return new Verification(bundle, exhibits, reader, findings).examined();
  }

  /** Verifies the attestation that the account proof itself brings; empty where it brings none. */
  public static Optional<Report> verify(Exhibits exhibits, Reader reader) {
    return exhibits
        .claim()
        .flatMap(claim -> claim.proof().bundle())
        .map(bundle -> verify(bundle, exhibits, reader));
  }

  private Examined examined() {
    othersToMake();
    TrustStep trust = TrustStep.of(reader.pinned(), bundle.roots());
    if (trust.holds()) {
      statement = statement(trust);
    } else {
      findings.add(trust.failure());
    }
    statement.ifPresent(found -> manifests(found, trust));
    Report report =
        new Report(
            statement.map(Statement::issuer),
            statement.map(Statement::epoch),
            reader.now(),
            findings.all(),
            coverage);
    return new Examined(report, statement, reserves, solvency(), risk(), blocks, holdings);
  }

  private Optional<Octets> solvency() {
    return findings.passed(Check.SOLVENCY_REPORT)
        ? statement.flatMap(found -> found.digestOf(Subject.SOLVENCY)).flatMap(blobs::find)
        : Optional.empty();
  }

  private Optional<Octets> risk() {
    return findings.passed(Check.SOLVENCY_RISK)
        ? solvency().flatMap(SolvencyStep::risk).flatMap(blobs::find)
        : Optional.empty();
  }

  private void othersToMake() {
    if (exhibits.recomputed().isEmpty()) {
      findings.add(
          Finding.notOurs(Check.LIABILITIES_RECOMPUTE, "an auditor's, from the audit kit"));
    }
    if (exhibits.receipt().isEmpty()) {
      findings.add(Finding.absent(Check.RECEIPT_SIGNATURE, "no receipt was given"));
    }
    if (exhibits.claim().isEmpty()) {
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
          findings.add(LatestStep.finding(bundle, statement, root));
          SolvencyStep.absent(statement).forEach(findings::add);
          findings.add(TokenStep.finding(bundle, statement, reader.policy()));
          if (findings.passed(Check.LOG_WITNESSES)) {
            findings.add(
                StatementStep.freshness(
                    statement, reader.now(), reader.policy().limits(), log.isFresh()));
          }
        });
    return parsed.statement();
  }

  private void manifests(Statement statement, TrustStep trust) {
    ManifestStep.Parsed<LiabilitiesManifest> owed = LiabilitiesStep.manifest(statement, blobs);
    findings.add(owed.finding());
    ManifestStep.Parsed<ReservesManifest> held = ReservesStep.manifest(statement, blobs);
    findings.add(held.finding());
    reserves = held.manifest();
    owed.manifest().ifPresent(manifest -> owed(statement, trust, manifest));
    if (owed.manifest().isPresent() && held.manifest().isPresent()) {
      holdings(statement, owed.manifest().get(), held.manifest().get());
      statement
          .digestOf(Subject.SOLVENCY)
          .map(report ->
              SolvencyStep.recomputed(
                  report, owed.manifest().get(), held.manifest().get(), holdings, blobs))
          .orElse(List.of())
          .forEach(findings::add);
    }
  }

  private void owed(Statement statement, TrustStep trust, LiabilitiesManifest manifest) {
    exhibits
        .claim()
        .map(claim -> LiabilitiesStep.inclusion(statement, manifest, claim))
        .ifPresent(findings::add);
    exhibits
        .recomputed()
        .map(trees -> LiabilitiesStep.recomputed(manifest, trees))
        .ifPresent(findings::add);
    exhibits
        .receipt()
        .map(receipt ->
            ReceiptStep.finding(
                receipt,
                trust.receiptKeys(statement.trustRoot()),
                statement,
                manifest,
                exhibits.claim().map(Claim::proof)))
        .ifPresent(findings::add);
  }

  private void holdings(Statement statement, LiabilitiesManifest owed, ReservesManifest held) {
    findings.add(skew(owed, held));
    Sources sources;
    try {
      sources = new Sources(reader.policy(), bundle.observations(), reader.own());
    } catch (MalformedException e) {
      findings.add(
          Finding.fail(Check.RESERVES_CANONICAL, "observation that is signed: " + e.getMessage()));
      return;
    }
    Evidence evidence = new Evidence(blobs);
    HoldingStep step =
        new HoldingStep(
            held,
            evidence,
            new AssuranceCheck(reader.policy(), statement, evidence, sources),
            sources,
            expectation(statement, sources));
    List<Judged> judged = step.judgeAll();
    holdings = judged;
    blocks =
        held.chains().stream()
            .map(block -> new JudgedBlock(block, sources.seenBy(block), sources.confirm(block)))
            .toList();
    findings.add(ReservesStep.header(statement, held, judged));
    findings.add(ReservesStep.canonical(held, sources));
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

  private Function<AccountRef, Expectation> expectation(Statement statement, Sources sources) {
    Set<CheckpointRef> checkpoints = Set.copyOf(knownCheckpoints());
    Map<BlockRef, Timestamp> blocks = Map.copyOf(sources.blocks());
    return account ->
        new Expectation(
            statement.issuer(),
            statement.logOrigin(),
            account,
            checkpoints,
            blocks,
            reader.now(),
            reader.policy().limits().ownershipAge(),
            reader.policy().safes());
  }

  /** The bundle's own checkpoint, and those from which it is shown to follow. */
  private Set<CheckpointRef> knownCheckpoints() {
    Checkpoint newest = bundle.logProof().checkpoint().checkpoint();
    Set<CheckpointRef> known = new HashSet<>();
    if (newest.size() > 0) {
      known.add(new CheckpointRef(newest.size(), newest.root()));
    }
    for (EarlierCheckpoint earlier : bundle.earlier()) {
      Checkpoint older = new Checkpoint(newest.origin(), earlier.size(), earlier.root());
      if (LogConsistency.check(older, newest, earlier.proof()) instanceof ProofVerdict.Accepted) {
        known.add(new CheckpointRef(earlier.size(), earlier.root()));
      }
    }
    return known;
  }
}
