package dev.solvent.attest.verify;

import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.bundle.Replacement;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.LogProof;
import dev.solvent.attest.log.ProofVerdict;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.statement.Replaces;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.merkle.Hash;
import java.util.Optional;

/**
 * The check {@code statement.latest}: the statement is the log's last entry. One that was corrected
 * is not, and the correction that is shown says so.
 */
final class LatestStep {
  private LatestStep() {}

  static Finding finding(Bundle bundle, Statement statement, TrustRoot root) {
    long size = bundle.logProof().checkpoint().checkpoint().size();
    if (bundle.replacement().isPresent()) {
      return replaced(bundle, bundle.replacement().get(), statement, root);
    }
    long place = bundle.logProof().index() + 1;
    return place == size
        ? Finding.pass(Check.STATEMENT_LATEST, "the last of the log's " + size + " entries")
        : failed("entry " + place + " of " + size + ", want the last");
  }

  private static Finding replaced(
      Bundle bundle, Replacement replacement, Statement statement, TrustRoot root) {
    LogProof proof = replacement.logProof();
    Checkpoint checkpoint = bundle.logProof().checkpoint().checkpoint();
    if (!proof.checkpoint().checkpoint().equals(checkpoint)) {
      return failed("a replacement under another checkpoint, want the bundle's");
    }
    if (proof.check(replacement.envelope().toBytes(), proof.index())
        instanceof ProofVerdict.Rejected(var reason, var detail)) {
      return failed("a replacement that is not in the log: " + detail);
    }
    Finding signature = StatementStep.signature(replacement.envelope(), root, proof.index());
    if (signature.result() != Finding.Result.PASS) {
      return failed("a replacement: " + signature.sentence());
    }
    StatementStep.Parsed parsed = StatementStep.form(replacement.envelope(), root);
    if (parsed.statement().isEmpty()) {
      return failed("a replacement: " + parsed.finding().sentence());
    }
    Statement later = parsed.statement().get();
    Optional<Hash> replaces = later.replaces().map(Replaces::sha256);
    if (later.epoch().number() != proof.index() + 1
        || later.epoch().number() <= statement.epoch().number()
        || !replaces.equals(Optional.of(statement.id()))) {
      return failed(
          "statement " + later.id() + " of epoch " + later.epoch() + ", which does not replace it");
    }
    return Finding.fail(
        Check.STATEMENT_LATEST,
        "replaced in epoch " + later.epoch() + ": " + later.replaces().orElseThrow().reason(),
        "replaced by " + later.id());
  }

  private static Finding failed(String sentence) {
    return Finding.fail(Check.STATEMENT_LATEST, sentence);
  }
}
