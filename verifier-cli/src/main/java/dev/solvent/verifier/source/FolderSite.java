package dev.solvent.verifier.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A copy of what an exchange publishes, in a folder of the reader's. */
record FolderSite(Path folder) implements Site {
  @Override
  public String name() {
    return folder.toString();
  }

  @Override
  public Optional<byte[]> read(String path, int most) throws IOException {
    Path file = folder.resolve(path);
    return Files.isRegularFile(file) ? Optional.of(readFile(file, most)) : Optional.empty();
  }

  /** Of a pipe, too. */
  static byte[] readFile(Path file, int most) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(most);
      if (bytes.length == most && in.read() >= 0) {
        throw new IOException(file + ": larger than " + most + " bytes, want at most as many");
      }
      return bytes;
    }
  }
}
