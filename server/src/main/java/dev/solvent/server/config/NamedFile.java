package dev.solvent.server.config;

import dev.solvent.attest.octets.Octets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Files that the configuration names, relative to its own folder. */
final class NamedFile {
  private NamedFile() {}

  static Optional<Octets> read(Value named, Path folder, int most, String remedy) {
    return named.read(folder::resolve, remedy).flatMap(file -> bytes(named, file, most, remedy));
  }

  private static Optional<Octets> bytes(Value named, Path file, int most, String remedy) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length <= most) {
        return Optional.of(Octets.of(bytes));
      }
      named.problem(file + ": over " + most + " bytes, want fewer", remedy);
    } catch (IOException e) {
      named.problem(file + ": cannot be read, want a file", remedy);
    }
    return Optional.empty();
  }
}
