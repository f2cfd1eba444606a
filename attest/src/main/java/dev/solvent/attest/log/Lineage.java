package dev.solvent.attest.log;

import dev.solvent.merkle.Hash;
import java.util.List;
import java.util.Optional;

/**
 * What two checkpoints of one log are to each other, the older of them not the larger. That both
 * are signed by the log is for the caller to know: of two that are, a fork convicts it.
 */
public sealed interface Lineage {
  /** The newer log begins with all that the older one had, as the proof shows. */
  record Continued(List<Hash> proof) implements Lineage {
    public Continued {
      proof = List.copyOf(proof);
    }
  }

  /** They cannot be one history. Of two of the same size nothing more is needed to see that. */
  record Forked(Optional<OtherBeginning> beginning) implements Lineage {}

  /** What was given shows neither. */
  record NotShown(String why) implements Lineage {}

  /** What two checkpoints are by themselves, and by what is shown beside them. */
  static Lineage of(Checkpoint older, Checkpoint newer, Optional<OtherBeginning> beginning) {
    if (!older.origin().equals(newer.origin())) {
      return new NotShown("two logs, want two checkpoints of one");
    }
    if (older.size() == newer.size()) {
      return older.root().equals(newer.root())
          ? new Continued(List.of())
          : new Forked(Optional.empty());
    }
    if (beginning.isPresent()) {
      return beginning.get().refutes(older, newer)
          ? new Forked(beginning)
          : new NotShown("a proof that does not show how the newer log begins");
    }
    return new NotShown("two sizes, and nothing beside them");
  }
}
