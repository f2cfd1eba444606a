package dev.solvent.attest.witness;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.CheckpointVerdict;
import dev.solvent.attest.log.LogConsistency;
import dev.solvent.attest.log.ProofVerdict;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.note.Cosigner;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.witness.AddCheckpointOutcome.Cosigned;
import dev.solvent.attest.witness.AddCheckpointOutcome.Forked;
import dev.solvent.attest.witness.AddCheckpointOutcome.Malformed;
import dev.solvent.attest.witness.AddCheckpointOutcome.NotConsistent;
import dev.solvent.attest.witness.AddCheckpointOutcome.NotSigned;
import dev.solvent.attest.witness.AddCheckpointOutcome.OtherSize;
import dev.solvent.attest.witness.AddCheckpointOutcome.UnknownOrigin;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A witness of some logs, each known by its origin and the keys pinned for it. For any number of
 * threads and processes: the store decides who was first.
 */
public final class Witness {
  private final Map<String, List<NoteKey>> logs;
  private final WitnessStore store;
  private final Cosigner cosigner;

  /** The logs' keys by origin. */
  public Witness(Map<String, List<NoteKey>> logs, WitnessStore store, Cosigner cosigner) {
    this.logs = Map.copyOf(logs);
    this.store = store;
    this.cosigner = cosigner;
  }

  /** The steps of {@code docs/spec/witness.md} section 3. */
  public AddCheckpointOutcome addCheckpoint(byte[] body, Timestamp now) throws IOException {
    AddCheckpointRequest request;
    try {
      request = AddCheckpointRequest.parse(body); // step 1
    } catch (MalformedException e) {
      return new Malformed(String.valueOf(e.getMessage()));
    }
    SignedCheckpoint offered = request.checkpoint();
    String origin = offered.checkpoint().origin();
    List<NoteKey> keys = logs.get(origin);
    if (keys == null) { // step 2
      return new UnknownOrigin("log " + Quoted.of(origin) + ", want one that is kept here");
    }
    if (offered.check(origin, keys) instanceof CheckpointVerdict.Rejected rejected) { // step 3
      return new NotSigned(rejected.detail());
    }
    return addSigned(request, offered.only(keys), now);
  }

  private AddCheckpointOutcome addSigned(
      AddCheckpointRequest request, SignedCheckpoint offered, Timestamp now) throws IOException {
    Checkpoint next = offered.checkpoint();
    if (request.oldSize() > next.size()) { // step 4
      return new Malformed(
          "old size " + request.oldSize() + ", want at most the checkpoint's " + next.size());
    }
    Optional<SignedCheckpoint> stored = store.newest(next.origin());
    Checkpoint last =
        stored.map(SignedCheckpoint::checkpoint).orElse(Checkpoint.empty(next.origin()));
    if (request.oldSize() != last.size()) { // step 5
      return new OtherSize(last.size());
    }
    if (next.size() == last.size() && !next.root().equals(last.root())) { // step 6
      return new Forked(stored.orElseThrow(), offered);
    }
    if (LogConsistency.check(last, next, request.proof())
        instanceof ProofVerdict.Rejected rejected) { // step 7
      return new NotConsistent(stored, offered, rejected.detail());
    }
    if (!store.replace(next.origin(), stored, offered)) { // step 8
      return new OtherSize(sizeNow(next.origin()));
    }
    return new Cosigned(cosigner.cosign(next.text(), now)); // step 9
  }

  private long sizeNow(String origin) throws IOException {
    return store.newest(origin).map(newest -> newest.checkpoint().size()).orElse(0L);
  }
}
