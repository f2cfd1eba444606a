package dev.solvent.server.publish;

import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.store.LogReader;
import dev.solvent.attest.log.store.LogRefusedException;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Report;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.cli.WholeFile;
import dev.solvent.server.data.EpochFolder;
import dev.solvent.server.publish.StepOutcome.Done;
import dev.solvent.server.publish.StepOutcome.Stops;
import dev.solvent.server.store.EpochRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;

/**
 * Makes every check, and then the epoch public. A bundle that was accepted once is the one that is
 * published, whatever the time is when a stopped program goes on.
 */
final class PublishStep implements EpochStep {
  private final Office office;
  private final boolean asItIs;

  /** Made for one run: {@code asItIs} publishes what is logged though a check fails. */
  PublishStep(Office office, boolean asItIs) {
    this.office = office;
    this.asItIs = asItIs;
  }

  @Override
  public StepOutcome run(EpochRecord epoch)
      throws IOException, InterruptedException, LogRefusedException {
    EpochFolder folder = office.data().epoch(epoch.epoch());
    LogReader log = new LogReader(office.data().log());
    SignedCheckpoint cosigned = Published.checkpoint(log);
    if (!Files.exists(folder.bundle())) {
      BundleMaker.Made made = make(epoch.epoch(), folder, log, cosigned);
      BundleMaker.Past past = older -> log.consistency(older, cosigned.checkpoint());
      Report report = new OwnVerification(office).verify(folder, made, past);
      List<Finding> faults = OwnVerification.faults(report, Set.of());
      if (!faults.isEmpty() && !asItIs) {
        return new Stops(
            OwnVerification.inWords(faults),
            folder.report()
                + " has all. It is in the log for ever: mend what can be mended and publish again,"
                + " or let readers see it fail: solvent publish --as-it-is");
      }
      WholeFile.write(folder.bundle(), made.bundle().toBytes());
    }
    new PublicWriter(office).publish(epoch.epoch(), bundle(folder), cosigned);
    return Done.with("published");
  }

  private BundleMaker.Made make(
      Epoch epoch, EpochFolder folder, LogReader log, SignedCheckpoint cosigned)
      throws IOException {
    try {
      Envelope envelope = Envelope.parse(Files.readAllBytes(folder.envelope()));
      return new BundleMaker(office)
          .make(
              folder,
              envelope,
              log.proof(epoch.number() - 1, cosigned),
              older -> log.consistency(older, cosigned.checkpoint()));
    } catch (MalformedException e) {
      throw new IOException(folder.envelope() + ": " + e.getMessage(), e);
    }
  }

  /** What our verification finds of a published epoch now. */
  static Report report(Office office, Epoch epoch) throws IOException {
    EpochFolder folder = office.data().epoch(epoch);
    LogReader log = new LogReader(office.data().log());
    Checkpoint newest = Published.checkpoint(log).checkpoint();
    BundleMaker.Made made = BundleMaker.beside(folder, bundle(folder));
    return new OwnVerification(office)
        .verify(folder, made, older -> log.consistency(older, newest));
  }

  static Bundle bundle(EpochFolder folder) throws IOException {
    try {
      return Bundle.parse(Files.readAllBytes(folder.bundle()));
    } catch (MalformedException e) {
      throw new IOException(folder.bundle() + ": " + e.getMessage(), e);
    }
  }
}
