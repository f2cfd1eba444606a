package dev.solvent.server.publish;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.log.store.LogRefusedException;
import dev.solvent.attest.log.store.Rehearsal;
import dev.solvent.attest.log.store.TransparencyLog;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.statement.Statement;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.cli.WholeFile;
import dev.solvent.server.data.EpochFolder;
import dev.solvent.server.publish.StepOutcome.Done;
import dev.solvent.server.publish.StepOutcome.Stops;
import dev.solvent.server.publish.StepOutcome.Waits;
import dev.solvent.server.store.EpochRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;

/**
 * Signs the statement, and then verifies all that can be verified before it is in the log for ever.
 * The envelope has not left the epoch's folder where that fails.
 */
final class SignStep implements EpochStep {
  private final Office office;
  private final TransparencyLog log;

  SignStep(Office office, TransparencyLog log) {
    this.office = office;
    this.log = log;
  }

  @Override
  public StepOutcome run(EpochRecord epoch)
      throws IOException, InterruptedException, LogRefusedException {
    EpochFolder folder = office.data().epoch(epoch.epoch());
    byte[] payload = Files.readAllBytes(folder.statement());
    Statement statement;
    try {
      statement = Statement.parse(payload);
    } catch (MalformedException e) {
      return new Stops(folder.statement() + ": " + e.getMessage(), "delete it, then publish again");
    }
    Instant now = office.now().instant();
    if (now.isBefore(statement.asOf().instant())) {
      return new Waits(
          "the clock shows " + office.now() + ", before the epoch's moment " + statement.asOf(),
          "was the clock set back? set it right");
    }
    if (!now.isBefore(statement.nextDueBy().instant())) {
      return new Stops(
          "the next attestation was due by " + statement.nextDueBy() + " already",
          "solvent publish --restart begins this epoch anew");
    }
    Envelope envelope =
        Envelope.sign(Statement.PAYLOAD_TYPE, payload, office.signing().statement());
    WholeFile.write(folder.envelope(), envelope.toBytes());
    return rehearse(folder, envelope);
  }

  private StepOutcome rehearse(EpochFolder folder, Envelope envelope)
      throws IOException, LogRefusedException {
    Rehearsal rehearsal = log.rehearse(envelope.toBytes());
    BundleMaker.Made made =
        new BundleMaker(office).make(folder, envelope, rehearsal.proof(), rehearsal::consistency);
    Report report = new OwnVerification(office).verify(folder, made, rehearsal::consistency);
    List<Finding> faults = OwnVerification.faults(report, OwnVerification.NOT_YET);
    return faults.isEmpty()
        ? Done.with("signed, and every check that can be made so far holds")
        : new Stops(
            OwnVerification.inWords(faults),
            folder.report() + " has all; solvent publish --restart begins this epoch anew");
  }
}
