package dev.solvent.server.publish;

import dev.solvent.attest.report.Report;
import dev.solvent.merkle.Epoch;
import dev.solvent.server.store.Step;
import java.util.Optional;

/** How far a publisher came. */
public sealed interface Outcome {
  /** It is public. */
  record Published(Epoch epoch, Report report) implements Outcome {}

  /** It went as far as it was to go. */
  record Halted(Epoch epoch, Step reached) implements Outcome {}

  /**
   * A step was not done.
   *
   * @param needsPerson whether trying again alone will not help
   */
  record Stuck(Epoch epoch, Step reached, String why, String remedy, boolean needsPerson)
      implements Outcome {}

  /** Nothing was tried. */
  record Refused(String why, String remedy, Optional<Epoch> epoch) implements Outcome {}
}
