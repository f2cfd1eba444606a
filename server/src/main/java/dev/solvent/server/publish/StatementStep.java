package dev.solvent.server.publish;

import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.program.WholeFile;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.statement.RootName;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.chain.reading.UnreadableException;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.data.EpochFolder;
import dev.solvent.server.data.TrustRoots;
import dev.solvent.server.publish.StepOutcome.Done;
import dev.solvent.server.publish.StepOutcome.Waits;
import dev.solvent.server.solvency.ReportFigures;
import dev.solvent.server.solvency.RiskFigures;
import dev.solvent.server.store.EpochRecord;
import dev.solvent.server.tree.LiabilityFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the statement over both manifests and, where this exchange makes one, the solvency report.
 */
final class StatementStep implements EpochStep {
  private final Office office;

  StatementStep(Office office) {
    this.office = office;
  }

  @Override
  public StepOutcome run(EpochRecord epoch) throws IOException, InterruptedException {
    EpochFolder folder = office.data().epoch(epoch.epoch());
    LiabilityFolder.open(folder.trees()).close(); // each tree is the one that the manifest states
    byte[] owed = Files.readAllBytes(folder.trees().resolve(LiabilityFolder.MANIFEST));
    byte[] held = Files.readAllBytes(folder.reservesManifest());
    TrustRoot root = TrustRoots.read(office.data().publicFolder()).newest().root();
    Statement statement;
    List<String> notes = new ArrayList<>();
    try {
      ReservesManifest reserves = ReservesManifest.parse(held);
      List<Subject> subjects =
          new ArrayList<>(
              List.of(
                  new Subject(Subject.LIABILITIES, Digests.sha256(owed)),
                  new Subject(Subject.RESERVES, Digests.sha256(held))));
      Optional<byte[]> report =
          new SolvencyMaker(office, folder, LiabilitiesManifest.parse(owed), reserves).make();
      if (report.isPresent()) {
        subjects.add(new Subject(Subject.SOLVENCY, Digests.sha256(report.get())));
        notes.add("solvency report: " + ReportFigures.parse(report.get()).sentence());
        risk(folder).ifPresent(sentence -> notes.add("figures of risk: " + sentence));
      }
      statement =
          new Statement(
              epoch.asOf(),
              reserves.chains().stream().map(PinnedBlock::block).toList(),
              epoch.epoch(),
              office.issuer(),
              office.logOrigin(),
              new Timestamp(epoch.asOf().instant().plus(office.dueAfter())),
              Correction.of(folder),
              new RootName(root.id(), root.version()),
              subjects);
    } catch (UnreadableException e) {
      return new Waits(String.valueOf(e.getMessage()), "mend or replace the nodes that are named");
    } catch (MalformedException e) {
      throw new IOException(folder.root() + ": " + e.getMessage(), e);
    }
    WholeFile.write(folder.statement(), statement.toBytes());
    notes.addFirst("statement " + statement.id());
    return new Done(notes);
  }

  /** A report without its figures is published all the same, and nobody else would say so. */
  private static Optional<String> risk(EpochFolder folder) throws IOException, MalformedException {
    return Files.exists(folder.riskReport())
        ? RiskFigures.parse(Files.readAllBytes(folder.riskReport())).sentence()
        : Optional.empty();
  }
}
