package dev.solvent.server.publish;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.log.store.LogRefusedException;
import dev.solvent.attest.log.store.Rehearsal;
import dev.solvent.attest.log.store.TransparencyLog;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.statement.Statement;
import dev.solvent.server.data.EpochFolder;
import dev.solvent.server.publish.StepOutcome.Stops;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What has to hold of an envelope before it is in the log for ever. It is asked when the envelope
 * is signed, and again in the moment before it is logged: days may lie between the two, in which
 * the trust root, the policy or the clock were changed. Each refusal is empty where it holds.
 */
final class LastLook {
  private final Office office;
  private final TransparencyLog log;

  LastLook(Office office, TransparencyLog log) {
    this.office = office;
    this.log = log;
  }

  Optional<StepOutcome> refusalOfTime(Statement statement) {
    return office.now().instant().isBefore(statement.nextDueBy().instant())
        ? Optional.empty()
        : Optional.of(
            new Stops(
                "the next attestation was due by " + statement.nextDueBy() + " already",
                "solvent publish --restart begins this epoch anew"));
  }

  /** Makes every check that can be made by now. */
  Optional<StepOutcome> refusal(EpochFolder folder, Envelope envelope)
      throws IOException, LogRefusedException {
    Rehearsal rehearsal = log.rehearse(envelope.toBytes());
    BundleMaker.Made made =
        new BundleMaker(office).make(folder, envelope, rehearsal.proof(), rehearsal::consistency);
    Report report = new OwnVerification(office).verifyAndTell(folder, made, rehearsal::consistency);
    List<Finding> faults = office.scruples().faults(report, OwnVerification.NOT_YET);
    return faults.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Stops(
                OwnVerification.inWords(faults),
                folder.report() + " has all; solvent publish --restart begins this epoch anew"));
  }
}
