package dev.solvent.attest.log.store;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.CheckpointVerdict;
import dev.solvent.attest.log.LogConsistency;
import dev.solvent.attest.log.ProofVerdict.Rejected;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.store.LogRefusedException.Reason;
import dev.solvent.attest.note.NoteSigner;
import dev.solvent.merkle.Hash;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The only way to the log's key. It remembers through the lock store, and signs what is staged
 * there and nothing else, once it has seen that this continues what was signed last. A log that
 * dies after signing signs the same bytes again.
 */
final class CheckpointSigner {
  private final NoteSigner signer;
  private final LockStore lock;

  CheckpointSigner(NoteSigner signer, LockStore lock) {
    this.signer = signer;
    this.lock = lock;
  }

  String origin() {
    return signer.key().name();
  }

  /** Whether this log's key signed it, under this log's origin. */
  boolean isOwn(SignedCheckpoint signed) {
    return signed.check(origin(), List.of(signer.key())) instanceof CheckpointVerdict.Accepted;
  }

  SignedCheckpoint sign(Checkpoint next, List<Hash> consistency)
      throws IOException, LogRefusedException {
    LockState state = LockStates.parse(lock.read());
    if (state.committed().isPresent() && state.target().equals(next) && state.next().isEmpty()) {
      return state.committed().get(); // another writer finished what we staged
    }
    if (!state.next().equals(Optional.of(next)) || !next.origin().equals(origin())) {
      throw refused("checkpoint of size " + next.size() + ", want the one that is staged");
    }
    Optional<Checkpoint> last = state.committed().map(SignedCheckpoint::checkpoint);
    if (last.isPresent()
        && LogConsistency.check(last.get(), next, consistency) instanceof Rejected rejected) {
      throw refused(
          "checkpoint of size "
              + next.size()
              + " after "
              + last.get().size()
              + ": "
              + rejected.detail());
    }
    return new SignedCheckpoint(next, List.of(signer.sign(next.text())));
  }

  private static LogRefusedException refused(String message) {
    return new LogRefusedException(Reason.SIGNER_REFUSES, message);
  }
}
