package dev.solvent.server.publish;

import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.program.WholeFile;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.report.ReportJson;
import dev.solvent.attest.verify.Exhibits;
import dev.solvent.attest.verify.Reader;
import dev.solvent.attest.verify.Seen;
import dev.solvent.attest.verify.Verification;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.data.EpochFolder;
import dev.solvent.server.data.TrustRoots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The verification that a reader will make, made before them, under the exchange's own policy. */
final class OwnVerification {
  /** What nobody can pass before the log signed, witnesses cosigned and authorities stamped. */
  static final Set<Check> NOT_YET =
      EnumSet.of(Check.LOG_CHECKPOINT, Check.LOG_WITNESSES, Check.TIME_TOKEN, Check.FRESHNESS);

  private final Office office;

  OwnVerification(Office office) {
    this.office = office;
  }

  /** As {@link #verify}; what it finds is left in the epoch's folder for a person to read. */
  Report verifyAndTell(EpochFolder folder, BundleMaker.Made made, BundleMaker.Past past)
      throws IOException {
    Report report = verify(made, past);
    WholeFile.write(folder.report(), ReportJson.print(report));
    return report;
  }

  Report verify(BundleMaker.Made made, BundleMaker.Past past) throws IOException {
    Bundle bundle = made.bundle();
    Reader reader =
        new Reader(
            TrustRoots.read(office.data().publicFolder()).newest(),
            office.policy(),
            office.now(),
            seen(past));
    return Verification.verify(bundle, Exhibits.NONE.with(made.beside()), reader);
  }

  /** What the public saw last has to be where this goes on. */
  private Optional<Seen> seen(BundleMaker.Past past) throws IOException {
    Path file = office.data().publicFolder().checkpoint();
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      SignedCheckpoint last = SignedCheckpoint.parse(Files.readAllBytes(file));
      return Optional.of(new Seen(last.checkpoint(), past.consistency(last.checkpoint())));
    } catch (MalformedException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  static String inWords(List<Finding> faults) {
    Finding first =
        faults.stream()
            .filter(finding -> finding.result() == Finding.Result.FAIL)
            .findFirst()
            .orElse(faults.getFirst()); // what was not run was so because of what failed
    String more = faults.size() == 1 ? "" : ", and " + (faults.size() - 1) + " more";
    return "our own check " + first.check().id() + ": " + first.sentence() + more;
  }
}
