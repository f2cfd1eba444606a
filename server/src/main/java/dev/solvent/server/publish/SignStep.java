package dev.solvent.server.publish;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.log.store.LogRefusedException;
import dev.solvent.attest.log.store.TransparencyLog;
import dev.solvent.attest.program.WholeFile;
import dev.solvent.attest.statement.Statement;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.data.EpochFolder;
import dev.solvent.server.publish.StepOutcome.Done;
import dev.solvent.server.publish.StepOutcome.Stops;
import dev.solvent.server.store.EpochRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

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
    LastLook look = new LastLook(office, log);
    Optional<StepOutcome> badTime = look.refusalOfTime(statement);
    if (badTime.isPresent()) {
      return badTime.get();
    }
    Envelope envelope =
        Envelope.sign(Statement.PAYLOAD_TYPE, payload, office.signing().statement());
    WholeFile.write(folder.envelope(), envelope.toBytes());
    return look.refusal(folder, envelope)
        .orElseGet(() -> Done.with("signed, and every check that can be made so far holds"));
  }
}
