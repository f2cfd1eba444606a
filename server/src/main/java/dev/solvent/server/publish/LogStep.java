package dev.solvent.server.publish;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.store.LogRefusedException;
import dev.solvent.attest.log.store.StoredLog;
import dev.solvent.attest.log.store.TransparencyLog;
import dev.solvent.attest.statement.Statement;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.data.EpochFolder;
import dev.solvent.server.publish.StepOutcome.Done;
import dev.solvent.server.publish.StepOutcome.Stops;
import dev.solvent.server.store.EpochRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Appends the envelope to the log, if it is not there yet. From here on there is no way back. */
final class LogStep implements EpochStep {
  private final Office office;
  private final TransparencyLog log;

  LogStep(Office office, TransparencyLog log) {
    this.office = office;
    this.log = log;
  }

  @Override
  public StepOutcome run(EpochRecord epoch)
      throws IOException, InterruptedException, LogRefusedException {
    byte[] entry = Files.readAllBytes(office.data().epoch(epoch.epoch()).envelope());
    if (entry.length > Envelope.MAX_BYTES) {
      return new Stops(
          "an envelope of " + entry.length + " bytes, want at most " + Envelope.MAX_BYTES,
          "fewer chains or keys");
    }
    long index = epoch.epoch().number() - 1;
    if (log.signed().checkpoint().size() == index) {
      Optional<StepOutcome> refusal = refusal(office.data().epoch(epoch.epoch()), entry);
      if (refusal.isPresent()) {
        return refusal.get();
      }
      log.append(List.of(entry), office.now());
    }
    SignedCheckpoint signed = log.signed();
    if (signed.checkpoint().size() <= index) {
      return new Stops(
          "a log of " + signed.checkpoint().size() + " entries, want " + index + " before this one",
          "solvent fsck looks at the log");
    }
    byte[] there = StoredLog.reader(office.data().log()).entry(index, signed.checkpoint());
    return Arrays.equals(there, entry)
        ? Done.with("logged at index " + index)
        : new Stops(
            "another entry at index " + index + " of the log, want this epoch's",
            "somebody else writes this log; nothing more may be published before it is known who");
  }

  /**
   * Looks a last time, and asks the witnesses for the log as it was: one that has seen a larger one
   * says so before this key has signed a fork, and while they are away an epoch can still be begun
   * anew.
   */
  private Optional<StepOutcome> refusal(EpochFolder folder, byte[] entry)
      throws IOException, LogRefusedException {
    try {
      Envelope envelope = Envelope.parse(entry);
      LastLook look = new LastLook(office, log);
      Optional<StepOutcome> refusal = look.refusalOfTime(Statement.parse(envelope.payload()));
      if (refusal.isEmpty()) {
        refusal = look.refusal(folder, envelope);
      }
      return refusal.isEmpty() ? WitnessStep.refusal(log.publish(office.now())) : refusal;
    } catch (MalformedException e) {
      throw new DamagedException(folder.envelope(), String.valueOf(e.getMessage()));
    }
  }
}
