package dev.solvent.attest.log;

import dev.solvent.attest.text.Timestamp;
import java.util.List;

/** What the check {@code log.witnesses} says, and on whose word. */
public sealed interface WitnessVerdict {
  /** A witness of the reader's that cosigned, and its newest time. */
  record Cosigned(WitnessPolicy.Witness witness, Timestamp time) {}

  /** Enough of the reader's witnesses cosigned; none at all where its policy wants none. */
  record QuorumMet(List<Cosigned> cosigned) implements WitnessVerdict {
    public QuorumMet {
      cosigned = List.copyOf(cosigned);
    }
  }

  /** Too few did. */
  record QuorumMissed(List<Cosigned> cosigned, String detail) implements WitnessVerdict {
    public QuorumMissed {
      cosigned = List.copyOf(cosigned);
    }
  }

  /** A line of one of the reader's witnesses cannot be: no number of others outweighs it. */
  record Rejected(Reason reason, String detail) implements WitnessVerdict {}

  /** Why. */
  enum Reason {
    /** The line does not verify. */
    BAD_SIGNATURE,
    /** Its time is later than the reader's clock allows. */
    FROM_THE_FUTURE
  }
}
