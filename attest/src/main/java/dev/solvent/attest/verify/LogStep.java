package dev.solvent.attest.verify;

import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.log.CheckpointVerdict;
import dev.solvent.attest.log.LogConsistency;
import dev.solvent.attest.log.ProofVerdict;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.WitnessPolicy;
import dev.solvent.attest.log.WitnessVerdict;
import dev.solvent.attest.log.WitnessVerdict.Cosigned;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.trust.TrustRoot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The checks of the log: whose checkpoint it is, who witnessed it, and what stands in it. */
final class LogStep {
  private final Bundle bundle;
  private final Reader reader;
  private final SignedCheckpoint signed;

  /** Empty where the policy names no witness. */
  private final Optional<WitnessVerdict> witnessed;

  LogStep(Bundle bundle, Reader reader) {
    this.bundle = bundle;
    this.reader = reader;
    signed = bundle.logProof().checkpoint();
    witnessed = reader.policy().witnessPolicy().map(policy -> check(policy, signed));
  }

  Finding checkpoint(TrustRoot root) {
    return switch (signed.check(root.logOrigin(), root.logKeys())) {
      case CheckpointVerdict.Accepted(var checkpoint) ->
          Finding.pass(
              Check.LOG_CHECKPOINT,
              "checkpoint of size " + checkpoint.size() + ", signed by every key of the log",
              "root " + checkpoint.root());
      case CheckpointVerdict.Rejected(var reason, var detail) ->
          Finding.fail(Check.LOG_CHECKPOINT, detail);
    };
  }

  Finding witnesses() {
    if (witnessed.isEmpty()) {
      return Finding.fail(
          Check.LOG_WITNESSES, "the policy names no witness, want at least one that counts");
    }
    return switch (witnessed.get()) {
      case WitnessVerdict.QuorumMet(var cosigned) ->
          Finding.pass(
              Check.LOG_WITNESSES,
              cosigned.size() + " of the reader's witnesses cosigned",
              cosigned.stream().map(LogStep::line).toArray(String[]::new));
      case WitnessVerdict.QuorumMissed(var cosigned, var detail) ->
          Finding.fail(Check.LOG_WITNESSES, detail);
      case WitnessVerdict.Rejected(var reason, var detail) ->
          Finding.fail(Check.LOG_WITNESSES, detail);
    };
  }

  private static String line(Cosigned cosigned) {
    return "cosigned by " + cosigned.witness().name() + " at " + cosigned.time();
  }

  Finding consistency() {
    if (reader.seen().isEmpty()) {
      return Finding.absent(Check.LOG_CONSISTENCY, "nothing was seen of this log before");
    }
    Seen seen = reader.seen().get();
    if (!seen.checkpoint().origin().equals(signed.checkpoint().origin())) {
      return Finding.fail(
          Check.LOG_CONSISTENCY,
          "the checkpoint seen last is of " + seen.checkpoint().origin() + ", want this log's");
    }
    if (seen.refusal().isPresent()) {
      return Finding.fail(
          Check.LOG_CONSISTENCY,
          "the log as it is published contradicts it: " + seen.refusal().get(),
          seen.checkpoint().text(),
          signed.checkpoint().text());
    }
    boolean same = seen.checkpoint().size() == signed.checkpoint().size();
    if (seen.proof().isEmpty() && !same) {
      return Finding.notRun(
          Check.LOG_CONSISTENCY,
          "nothing shows how this checkpoint of size "
              + signed.checkpoint().size()
              + " and that of size "
              + seen.checkpoint().size()
              + " seen last are one log");
    }
    ProofVerdict verdict =
        LogConsistency.check(
            seen.checkpoint(), signed.checkpoint(), seen.proof().orElse(List.of()));
    return switch (verdict) {
      case ProofVerdict.Accepted accepted ->
          Finding.pass(
              Check.LOG_CONSISTENCY,
              "follows from the checkpoint of size " + seen.checkpoint().size() + " seen last");
      case ProofVerdict.Rejected(var reason, var detail) ->
          Finding.fail(
              Check.LOG_CONSISTENCY,
              "does not follow from the checkpoint seen last: " + detail,
              seen.checkpoint().text(),
              signed.checkpoint().text());
    };
  }

  Finding inclusion(long index) {
    return switch (bundle.logProof().check(bundle.envelope().toBytes(), index)) {
      case ProofVerdict.Accepted accepted ->
          Finding.pass(Check.LOG_INCLUSION, "the envelope stands at index " + index);
      case ProofVerdict.Rejected(var reason, var detail) ->
          Finding.fail(Check.LOG_INCLUSION, "envelope at index " + index + ": " + detail);
    };
  }

  /** Whether the quorum is met by cosignatures of at most the policy's age alone. */
  boolean isFresh() {
    if (!(witnessed.orElse(null) instanceof WitnessVerdict.QuorumMet met)) {
      return false;
    }
    Instant oldest = reader.now().instant().minus(reader.policy().limits().cosignatureAge());
    return reader.policy().witnessPolicy().orElseThrow().isMetSince(oldest, met);
  }

  private WitnessVerdict check(WitnessPolicy policy, SignedCheckpoint checkpoint) {
    return policy.check(checkpoint, reader.now(), reader.policy().limits().skew());
  }
}
