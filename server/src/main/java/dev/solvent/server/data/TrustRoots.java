package dev.solvent.server.data;

import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The trust roots that were published, from version 1 on; each follows from the one before. */
public record TrustRoots(List<SignedRoot> roots) {
  /** In base64 inside its envelope. */
  private static final int MAX_BYTES = 2 * TrustRoot.LIMITS.maxBytes();

  public TrustRoots {
    roots = List.copyOf(roots);
    if (roots.isEmpty()) {
      throw new IllegalArgumentException("0 trust roots, want at least 1");
    }
  }

  /** Reads all of them; the first one has to be there. */
  public static TrustRoots read(PublicFolder folder) throws IOException {
    List<SignedRoot> roots = new ArrayList<>();
    for (long version = 1; Files.exists(folder.trustRoot(version)); version++) {
      Path file = folder.trustRoot(version);
      SignedRoot root = read(file);
      Optional<String> refusal =
          roots.isEmpty() ? Optional.empty() : root.refusalAfter(roots.getLast().root());
      if (root.root().version() != version || refusal.isPresent()) {
        throw new IOException(
            file
                + ": "
                + refusal.orElse("version " + root.root().version())
                + ", want version "
                + version);
      }
      roots.add(root);
    }
    if (roots.isEmpty()) {
      throw new IOException(
          folder.trustRoot(1) + ": no such file, want the first trust root: solvent init makes it");
    }
    return new TrustRoots(roots);
  }

  private static SignedRoot read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return SignedRoot.parse(in.readNBytes(MAX_BYTES + 1));
    } catch (MalformedException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  public SignedRoot newest() {
    return roots.getLast();
  }
}
