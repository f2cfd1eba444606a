package dev.solvent.server.publish;

import dev.solvent.attest.program.WholeFile;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.statement.RootName;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.data.EpochFolder;
import dev.solvent.server.data.TrustRoots;
import dev.solvent.server.publish.StepOutcome.Done;
import dev.solvent.server.store.EpochRecord;
import dev.solvent.server.tree.LiabilityFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** Writes the statement over both manifests. The same files give the same statement. */
final class StatementStep implements EpochStep {
  private final Office office;

  StatementStep(Office office) {
    this.office = office;
  }

  @Override
  public StepOutcome run(EpochRecord epoch) throws IOException {
    EpochFolder folder = office.data().epoch(epoch.epoch());
    LiabilityFolder.open(folder.trees()).close(); // each tree is the one that the manifest states
    byte[] owed = Files.readAllBytes(folder.trees().resolve(LiabilityFolder.MANIFEST));
    byte[] held = Files.readAllBytes(folder.reservesManifest());
    TrustRoot root = TrustRoots.read(office.data().publicFolder()).newest().root();
    Statement statement;
    try {
      statement =
          new Statement(
              epoch.asOf(),
              ReservesManifest.parse(held).chains().stream().map(PinnedBlock::block).toList(),
              epoch.epoch(),
              office.issuer(),
              office.logOrigin(),
              new Timestamp(epoch.asOf().instant().plus(office.dueAfter())),
              Correction.of(folder),
              new RootName(root.id(), root.version()),
              List.of(
                  new Subject(Subject.LIABILITIES, Digests.sha256(owed)),
                  new Subject(Subject.RESERVES, Digests.sha256(held))));
    } catch (MalformedException e) {
      throw new IOException(folder.reservesManifest() + ": " + e.getMessage(), e);
    }
    WholeFile.write(folder.statement(), statement.toBytes());
    return Done.with("statement " + statement.id());
  }
}
