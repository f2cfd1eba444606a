package dev.solvent.server.publish;

import dev.solvent.attest.log.WitnessVerdict;
import dev.solvent.attest.log.store.LogRefusedException;
import dev.solvent.attest.log.store.PublishOutcome;
import dev.solvent.attest.log.store.TransparencyLog;
import dev.solvent.server.publish.StepOutcome.Done;
import dev.solvent.server.publish.StepOutcome.Waits;
import dev.solvent.server.store.EpochRecord;
import java.io.IOException;
import java.util.Optional;

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
    PublishOutcome outcome = log.publish(office.now());
    return refusal(outcome)
        .orElseGet(() -> Done.with("cosigned, and the floor of witnesses is met"));
  }

  /** Why the floor was not met; empty where it was. */
  static Optional<StepOutcome> refusal(PublishOutcome outcome) {
    return switch (outcome) {
      case PublishOutcome.Published _ -> Optional.empty();
      case PublishOutcome.BelowFloor(var signed, WitnessVerdict verdict) ->
          Optional.of(
              new Waits(
                  switch (verdict) {
                    case WitnessVerdict.QuorumMissed(var cosigned, var detail) -> detail;
                    case WitnessVerdict.Rejected(var reason, var detail) -> detail;
                    case WitnessVerdict.QuorumMet(var cosigned) -> "the floor of witnesses";
                  },
                  "it is tried again; are the witnesses up, and do they keep this log?"));
    };
  }
}
