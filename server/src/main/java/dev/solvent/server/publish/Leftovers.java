package dev.solvent.server.publish;

import dev.solvent.attest.program.TemporaryFolder;
import dev.solvent.merkle.Epoch;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.data.EpochFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What epochs leave behind that is not wanted any more. */
final class Leftovers {
  private Leftovers() {}

  /**
   * Moves what lies where a new epoch will. Its trees are deleted; the rest is kept, since what a
   * node showed in a reading that came to nothing may be wanted as evidence.
   */
  static void moveAway(DataFolder data, EpochFolder folder) throws IOException {
    if (!Files.exists(folder.root())) {
      return;
    }
    TemporaryFolder.delete(folder.trees());
    Path abandoned = Files.createDirectories(data.epochs().resolve("abandoned"));
    int number = 1;
    String name = folder.root().getFileName().toString();
    while (Files.exists(abandoned.resolve(name + "-" + number))) {
      number++;
    }
    Files.move(folder.root(), abandoned.resolve(name + "-" + number));
  }

  /** Deletes the trees of epochs that are older than the ones to keep. */
  static void forget(DataFolder data, Epoch newest, int keep) throws IOException {
    if (!Files.isDirectory(data.epochs())) {
      return;
    }
    try (Stream<Path> folders = Files.list(data.epochs())) {
      for (Path folder : folders.toList()) {
        String name = folder.getFileName().toString();
        if (name.matches("[0-9]{6,16}") && Long.parseLong(name) <= newest.number() - keep) {
          deleteTreesOf(new EpochFolder(folder));
        }
      }
    }
  }

  /** The manifest stays: it is public, and says what was there. */
  private static void deleteTreesOf(EpochFolder folder) throws IOException {
    if (!Files.isDirectory(folder.trees())) {
      return;
    }
    try (Stream<Path> trees = Files.list(folder.trees())) {
      for (Path tree : trees.filter(Files::isDirectory).toList()) {
        TemporaryFolder.delete(tree);
      }
    }
  }
}
