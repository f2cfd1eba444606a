package dev.solvent.server.publish;

import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.LogReader;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.store.Fsck;
import dev.solvent.attest.log.store.LogRefusedException;
import dev.solvent.attest.log.store.StoredLog;
import dev.solvent.attest.program.WholeFile;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Report;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.data.EpochFolder;
import dev.solvent.server.publish.StepOutcome.Done;
import dev.solvent.server.publish.StepOutcome.Stops;
import dev.solvent.server.publish.StepOutcome.Waits;
import dev.solvent.server.store.EpochRecord;
import dev.solvent.server.store.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes every check, and then the epoch public. A bundle that was accepted once is the one that is
 * published, whatever the time is when a stopped program goes on.
 */
final class PublishStep implements EpochStep {
  private final Office office;
  private final boolean asItIs;

  /** What was found of the epoch that this run published. */
  private Optional<Report> report = Optional.empty();

  /** Made for one run: {@code asItIs} publishes what is logged though a check fails. */
  PublishStep(Office office, boolean asItIs) {
    this.office = office;
    this.asItIs = asItIs;
  }

  Optional<Report> report() {
    return report;
  }

  @Override
  public StepOutcome run(EpochRecord epoch)
      throws IOException, InterruptedException, LogRefusedException {
    EpochFolder folder = office.data().epoch(epoch.epoch());
    Optional<StepOutcome> refusal =
        new Sums(folder).holds(folder.bundle()) ? again(folder) : accept(epoch, folder);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    new PublicWriter(office).publish(epoch.epoch(), bundle(folder));
    return Done.with("published");
  }

  /** One that was accepted is the one that is published, whatever the time is now. */
  private Optional<StepOutcome> again(EpochFolder folder) throws IOException {
    LogReader log = StoredLog.reader(office.data().log());
    Bundle bundle = bundle(folder);
    Checkpoint cosigned = bundle.logProof().checkpoint().checkpoint();
    report =
        Optional.of(
            new OwnVerification(office)
                .verify(
                    BundleMaker.beside(folder, bundle), older -> log.consistency(older, cosigned)));
    return damagedLog(cosigned);
  }

  private Optional<StepOutcome> accept(EpochRecord epoch, EpochFolder folder)
      throws IOException, InterruptedException {
    Path there = office.data().publicFolder().bundle(epoch.epoch());
    if (Files.exists(there)) {
      throw new DamagedException(
          folder.bundle(), "it is not the one that was accepted; " + there + " is public already");
    }
    if (new Tokens(office.policy(), folder).good().size() < office.tokens()
        && !(new TimeStep(office).run(epoch) instanceof Done)) {
      return Optional.of(
          new Waits("a time token is gone or damaged", "it is tried again; do they answer?"));
    }
    LogReader log = StoredLog.reader(office.data().log());
    SignedCheckpoint cosigned = Published.checkpoint(office.data().log());
    Optional<StepOutcome> damaged = damagedLog(cosigned.checkpoint());
    if (damaged.isPresent()) {
      return damaged;
    }
    BundleMaker.Made made = make(epoch.epoch(), folder, log, cosigned);
    BundleMaker.Past past = older -> log.consistency(older, cosigned.checkpoint());
    Report found = new OwnVerification(office).verifyAndTell(folder, made, past);
    List<Finding> faults = office.scruples().faults(found, Set.of());
    if (!faults.isEmpty() && !asItIs) {
      return Optional.of(
          new Stops(
              OwnVerification.inWords(faults),
              folder.report()
                  + " has all. It is in the log for ever: mend what can be mended and publish"
                  + " again, or let readers see it fail: solvent publish --as-it-is"));
    }
    WholeFile.write(folder.bundle(), made.bundle().toBytes());
    new Sums(folder).note(Step.PUBLISHED); // before any of it is public
    report = Optional.of(found);
    return Optional.empty();
  }

  /** Tiles are never changed once they are public, so they are looked at before. */
  private Optional<StepOutcome> damagedLog(Checkpoint checkpoint) throws IOException {
    return Fsck.run(office.data().log(), checkpoint).stream()
        .filter(found -> found.kind() != dev.solvent.attest.log.store.Finding.Kind.UNEXPECTED)
        .findFirst()
        .map(found ->
            new Stops(
                "the log: " + found,
                "bring that file of "
                    + office.data().log()
                    + " back; solvent fsck names them all"));
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

  private static Bundle bundle(EpochFolder folder) throws IOException {
    try {
      return Bundle.parse(Files.readAllBytes(folder.bundle()));
    } catch (MalformedException e) {
      throw new IOException(folder.bundle() + ": " + e.getMessage(), e);
    }
  }
}
