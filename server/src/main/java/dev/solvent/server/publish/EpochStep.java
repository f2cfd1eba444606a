package dev.solvent.server.publish;

import dev.solvent.attest.log.store.LogRefusedException;
import dev.solvent.server.store.EpochRecord;
import java.io.IOException;

/** One step. It may be run again at any time until the store says that it was done. */
@FunctionalInterface
interface EpochStep {
  StepOutcome run(EpochRecord epoch) throws IOException, InterruptedException, LogRefusedException;
}
