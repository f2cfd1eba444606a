package dev.solvent.verifier.monitor;

import dev.solvent.attest.program.WholeFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where evidence is kept: never over anything else, and the same two checkpoints once. One process
 * at a time.
 */
record EvidenceFile(Path folder, Optional<Path> chosen) {
  /** Keeps it, whole before the call returns; the file that has it. */
  Path keep(ForkEvidence evidence) throws IOException {
    Path file = chosen.orElseGet(() -> folder.resolve(nameOf(evidence)));
    if (Files.exists(file)) {
      if (chosen.isEmpty()) {
        return file; // its name says which two checkpoints it holds
      }
      throw new FileAlreadyExistsException(file.toString());
    }
    Path unnamed = file.resolveSibling(file.getFileName() + ".new");
    WholeFile.write(unnamed, evidence.toBytes());
    try {
      Files.createLink(file, unnamed); // refuses a name that is taken
    } catch (UnsupportedOperationException e) {
      Files.move(unnamed, file);
    }
    Files.deleteIfExists(unnamed);
    return file;
  }

  private static String nameOf(ForkEvidence evidence) {
    return "fork-"
        + evidence.issuer()
        + "-"
        + evidence.name().toString().substring(0, 16)
        + ".json";
  }
}
