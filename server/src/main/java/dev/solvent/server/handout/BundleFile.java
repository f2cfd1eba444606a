package dev.solvent.server.handout;

import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the bundle of an attestation. */
final class BundleFile {
  private BundleFile() {}

  static Bundle read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Bundle.parse(in.readNBytes(Bundle.LIMITS.maxBytes() + 1));
    } catch (MalformedException e) {
      throw new UserError("MALFORMED " + file + ": " + e.getMessage(), "");
    }
  }
}
