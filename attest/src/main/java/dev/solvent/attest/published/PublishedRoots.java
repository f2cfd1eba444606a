package dev.solvent.attest.published;

import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The trust roots of a publication, from version 1 on. Whether to trust any is the reader's. */
public final class PublishedRoots {
  /** In base64 inside its envelope. */
  private static final int MOST_BYTES = 2 * TrustRoot.LIMITS.maxBytes();

  /** As many as a bundle may bring. */
  private static final int MOST_ROOTS = 100;

  private PublishedRoots() {}

  /** All of them, each of its own version; empty where none is published. */
  public static List<SignedRoot> read(PublishedFiles files) throws IOException, MalformedException {
    List<SignedRoot> roots = new ArrayList<>();
    while (roots.size() < MOST_ROOTS) {
      int version = roots.size() + 1;
      Optional<SignedRoot> root = read(files, version);
      if (root.isEmpty()) {
        break;
      }
      roots.add(root.get());
    }
    return roots;
  }

  /**
   * The newest that the pinned one leads to: each signed by enough keys of the one before. What
   * does not follow, whoever publishes it, changes nothing.
   */
  public static SignedRoot newest(SignedRoot pinned, List<SignedRoot> published) {
    SignedRoot newest = pinned;
    for (SignedRoot next : published) {
      if (next.root().version() > newest.root().version()
          && next.refusalAfter(newest.root()).isEmpty()) {
        newest = next;
      }
    }
    return newest;
  }

  /** The bundle beside all of them, where its own are among them; else as it is. */
  public static Bundle beside(Bundle bundle, List<SignedRoot> published) {
    Set<Hash> ids = new HashSet<>();
    published.forEach(root -> ids.add(root.id()));
    boolean all = bundle.roots().stream().allMatch(root -> ids.contains(root.id()));
    return all && !published.isEmpty() ? bundle.with(published) : bundle;
  }

  /** One of them. */
  public static Optional<SignedRoot> read(PublishedFiles files, long version)
      throws IOException, MalformedException {
    Optional<byte[]> bytes = files.read(PublishedPath.trustRoot(version), MOST_BYTES);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    SignedRoot root = SignedRoot.parse(bytes.get());
    if (root.root().version() != version) {
      throw new MalformedException(
          "trust root of version " + root.root().version() + ", want " + version);
    }
    return Optional.of(root);
  }
}
