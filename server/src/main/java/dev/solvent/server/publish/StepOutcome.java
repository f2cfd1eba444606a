package dev.solvent.server.publish;

import java.util.List;

/** What came of one step. */
sealed interface StepOutcome {
  /** It is done for good. */
  record Done(List<String> notes) implements StepOutcome {
    public Done {
      notes = List.copyOf(notes);
    }

    static Done with(String... notes) {
      return new Done(List.of(notes));
    }
  }

  /** It is not done; trying again later may do. */
  record Waits(String why, String remedy) implements StepOutcome {}

  /** It is not done, and a person has to look. */
  record Stops(String why, String remedy) implements StepOutcome {}
}
