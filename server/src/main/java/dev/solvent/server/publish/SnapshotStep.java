package dev.solvent.server.publish;

import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.book.Book;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.tree.BuildSettings;
import dev.solvent.merkle.tree.Generations;
import dev.solvent.merkle.tree.KeySource;
import dev.solvent.server.publish.StepOutcome.Done;
import dev.solvent.server.publish.StepOutcome.Stops;
import dev.solvent.server.store.EpochRecord;
import dev.solvent.server.tree.BookErrors;
import dev.solvent.server.tree.LiabilityFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Builds the trees. The folder is absent or whole, so one that is there is not built again. */
final class SnapshotStep implements EpochStep {
  private final Office office;

  SnapshotStep(Office office) {
    this.office = office;
  }

  @Override
  public StepOutcome run(EpochRecord epoch) throws IOException, InterruptedException {
    Path trees = office.data().epoch(epoch.epoch()).trees();
    if (!Files.exists(trees)) {
      try {
        build(epoch, trees);
      } catch (UserError e) {
        e.details().forEach(office.progress()::tell);
        return new Stops(e.getMessage() + first(e), "mend the book, then publish again");
      }
    }
    LiabilitiesManifest manifest =
        LiabilityFolder.readManifest(trees.resolve(LiabilityFolder.MANIFEST));
    if (!manifest.issuer().equals(office.issuer())
        || !manifest.epoch().equals(epoch.epoch())
        || !manifest.asOf().equals(epoch.asOf())) {
      return new Stops(
          trees + " are trees of another epoch or moment, want those of this one",
          "move the folder away, then publish again");
    }
    return Done.with(String.format(Locale.ROOT, "trees of %,d assets", manifest.assets().size()));
  }

  /** The wrong rows stand in the run's own output; one of them is enough for a status line. */
  private static String first(UserError e) {
    return e.details().isEmpty() ? "" : ": " + e.details().getFirst().strip();
  }

  private void build(EpochRecord epoch, Path trees) throws IOException, InterruptedException {
    Generations generations = office.store().revocations().in(epoch.epoch());
    KeySource keys = new KeySource.Derived(office.snapshot().master().read(), generations);
    BuildSettings settings =
        BuildSettings.of(office.issuer(), epoch.epoch(), keys)
            .withMinHeight(office.snapshot().minHeight())
            .withMemoryBytes(office.snapshot().memoryBytes());
    try (Book book = office.book().open()) {
      LiabilityFolder.build(book, settings, epoch.asOf(), trees, office.progress());
    } catch (BookException e) {
      throw BookErrors.inWords("book", e);
    }
  }
}
