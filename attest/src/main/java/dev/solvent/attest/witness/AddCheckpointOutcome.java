package dev.solvent.attest.witness;

import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.note.SignatureLine;
import java.util.Optional;

/** What a witness answers. Two outcomes carry evidence that a log's operator cheats or errs. */
public sealed interface AddCheckpointOutcome {
  /** The HTTP status that it stands for. */
  int status();

  /** What the answer's body says: cosignature, stored size, or found and wanted in a sentence. */
  String body();

  /** The checkpoint is stored and cosigned. */
  record Cosigned(SignatureLine line) implements AddCheckpointOutcome {
    @Override
    public int status() {
      return 200;
    }

    @Override
    public String body() {
      return line + "\n";
    }
  }

  /** The request is not what its format says. */
  record Malformed(String detail) implements AddCheckpointOutcome {
    @Override
    public int status() {
      return 400;
    }

    @Override
    public String body() {
      return detail + "\n";
    }
  }

  /** A pinned key of the log did not sign. */
  record NotSigned(String detail) implements AddCheckpointOutcome {
    @Override
    public int status() {
      return 403;
    }

    @Override
    public String body() {
      return detail + "\n";
    }
  }

  /** This witness keeps no log of that origin. */
  record UnknownOrigin(String detail) implements AddCheckpointOutcome {
    @Override
    public int status() {
      return 404;
    }

    @Override
    public String body() {
      return detail + "\n";
    }
  }

  /** The old size is not the stored one; the log asks again from there. */
  record OtherSize(long storedSize) implements AddCheckpointOutcome {
    @Override
    public int status() {
      return 409;
    }

    @Override
    public String body() {
      return storedSize + "\n";
    }
  }

  /** Two checkpoints of one size, both signed by the log, with two roots: a fork. */
  record Forked(SignedCheckpoint stored, SignedCheckpoint offered) implements AddCheckpointOutcome {
    @Override
    public int status() {
      return 409;
    }

    @Override
    public String body() {
      return stored.checkpoint().size() + "\n";
    }
  }

  /** The proof does not show that the offered log begins with the stored one. */
  record NotConsistent(Optional<SignedCheckpoint> stored, SignedCheckpoint offered, String detail)
      implements AddCheckpointOutcome {
    @Override
    public int status() {
      return 422;
    }

    @Override
    public String body() {
      return detail + "\n";
    }
  }
}
