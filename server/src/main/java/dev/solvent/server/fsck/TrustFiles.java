package dev.solvent.server.fsck;

import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.data.TrustRoots;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The trust roots, each by its own file, so that the one that is damaged is named. */
final class TrustFiles {
  /** In base64 inside its envelope. */
  private static final int MAX_BYTES = 2 * TrustRoot.LIMITS.maxBytes();

  private TrustFiles() {}

  static TrustRoots read(DataFolder data) throws DamagedException {
    List<SignedRoot> roots = new ArrayList<>();
    for (long version = 1;
        version == 1 || Files.exists(data.publicFolder().trustRoot(version));
        version++) {
      String name = "public/trust/" + version + ".root.json";
      SignedRoot root = read(data.publicFolder().trustRoot(version), name);
      Optional<String> refusal =
          roots.isEmpty() ? Optional.empty() : root.refusalAfter(roots.getLast().root());
      if (refusal.isPresent() || root.root().version() != version) {
        throw new DamagedException(
            Damage.ofPublic(
                name,
                refusal.orElse("version " + root.root().version() + ", want that of its name")));
      }
      roots.add(root);
    }
    return new TrustRoots(roots);
  }

  private static SignedRoot read(Path file, String name) throws DamagedException {
    try (InputStream in = Files.newInputStream(file)) {
      return SignedRoot.parse(in.readNBytes(MAX_BYTES + 1));
    } catch (IOException | MalformedException e) {
      throw DamagedException.ofPublic(name, e);
    }
  }
}
