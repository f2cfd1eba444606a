package dev.solvent.server.publish;

import dev.solvent.attest.octets.Octets;
import dev.solvent.server.data.EpochFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The solvency report of an epoch and what it names, as far as there is one. */
final class SolvencyBlobs {
  private SolvencyBlobs() {}

  /** The report, and what a reader needs to make it again. */
  static List<Octets> of(EpochFolder folder) throws IOException {
    return there(
        List.of(
            folder.solvencyReport(),
            folder.prices(),
            folder.solvencyPolicy(),
            folder.terms(),
            folder.priceHistory(),
            folder.positions(),
            folder.riskReport()));
  }

  /** The same, and the policy that it announces. */
  static List<Octets> toPublish(EpochFolder folder) throws IOException {
    List<Octets> files = new ArrayList<>(of(folder));
    files.addAll(there(List.of(folder.nextSolvencyPolicy())));
    return files;
  }

  private static List<Octets> there(List<Path> files) throws IOException {
    List<Octets> contents = new ArrayList<>();
    for (Path file : files) {
      if (Files.exists(file)) {
        contents.add(Octets.of(Files.readAllBytes(file)));
      }
    }
    return contents;
  }
}
