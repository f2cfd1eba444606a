package dev.solvent.server.observe;

import dev.solvent.attest.observation.Observation;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.program.WholeFile;
import dev.solvent.attest.signature.Signer;
import dev.solvent.chain.observe.ObservationFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where signed observations go. What stands there already is never written over. */
final class ObservationFolder {
  private final Path folder;

  private ObservationFolder(Path folder) {
    this.folder = folder;
  }

  /** Made where it is missing; refused where it has observations. */
  static ObservationFolder open(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, "observation-*.dsse.json")) {
      for (Path file : files) {
        throw new UserError(
            file + ": exists already", "another --out, or move it away: readers may have it");
      }
    }
    return new ObservationFolder(folder);
  }

  List<Path> write(List<Observation> observations, Signer signer) throws IOException {
    List<Path> written = new ArrayList<>();
    for (Map.Entry<String, Octets> file : ObservationFiles.sign(observations, signer).entrySet()) {
      Path path = folder.resolve(file.getKey());
      WholeFile.write(path, file.getValue().toBytes());
      written.add(path);
    }
    return written;
  }
}
