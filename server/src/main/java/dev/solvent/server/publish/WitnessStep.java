package dev.solvent.server.publish;

import dev.solvent.attest.log.WitnessVerdict;
import dev.solvent.attest.log.store.LogRefusedException;
import dev.solvent.attest.log.store.PublishOutcome;
import dev.solvent.attest.log.store.TransparencyLog;
import dev.solvent.server.publish.StepOutcome.Done;
import dev.solvent.server.publish.StepOutcome.Waits;
import dev.solvent.server.store.EpochRecord;
import java.io.IOException;

/** Has the floor of witnesses cosign the log as it is now. */
final class WitnessStep implements EpochStep {
  private final Office office;
  private final TransparencyLog log;

  WitnessStep(Office office, TransparencyLog log) {
    this.office = office;
    this.log = log;
  }

  @Override
  public StepOutcome run(EpochRecord epoch)
      throws IOException, InterruptedException, LogRefusedException {
    return switch (log.publish(office.now())) {
      case PublishOutcome.Published(var checkpoint) ->
          Done.with("cosigned by " + (checkpoint.signatures().size() - 1) + " witnesses");
      case PublishOutcome.BelowFloor(var signed, WitnessVerdict verdict) ->
          new Waits(
              switch (verdict) {
                case WitnessVerdict.QuorumMissed(var cosigned, var detail) -> detail;
                case WitnessVerdict.Rejected(var reason, var detail) -> detail;
                case WitnessVerdict.QuorumMet(var cosigned) -> "the floor of witnesses";
              },
              "it is tried again; are the witnesses up, and do they keep this log?");
    };
  }
}
