package dev.solvent.verifier.trust;

import dev.solvent.attest.program.UserError;
import dev.solvent.attest.published.Pointer;
import dev.solvent.attest.published.PublishedRoots;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.verifier.cli.Malformed;
import dev.solvent.verifier.source.Site;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A place that shows a root: a file, the address of a root's file, or a publication, whose newest
 * is taken.
 *
 * @param site where roots that come later will be found
 */
record RootSource(String name, SignedRoot root, Optional<String> site) {
  private static final String ROOT_NAME = ".root.json";
  private static final int MOST_BYTES = 2 * TrustRoot.LIMITS.maxBytes();

  static RootSource open(String given) throws IOException {
    if (isOneFile(given)) {
      return new RootSource(given, read(given), Optional.empty());
    }
    Site site = Site.open(given);
    return new RootSource(site.name(), newest(site), Optional.of(place(site, given)));
  }

  /** Whether one root is named, and no publication of them. */
  static boolean isOneFile(String given) {
    return Site.isUrl(given) ? given.endsWith(ROOT_NAME) : !Files.isDirectory(Path.of(given));
  }

  /** The root of a file, or at the address of one. */
  static SignedRoot read(String given) throws IOException {
    return Site.isUrl(given) ? ofAddress(given) : ofFile(Path.of(given));
  }

  /** A folder is found again from wherever the next command is given. */
  private static String place(Site site, String given) {
    return Site.isUrl(given) ? site.name() : Path.of(given).toAbsolutePath().normalize().toString();
  }

  /** Of an address; by it two channels are told apart. */
  static Optional<String> host(String given) {
    return Site.isUrl(given)
        ? Optional.ofNullable(URI.create(given).getHost())
            .map(host -> host.toLowerCase(Locale.ROOT).replaceAll("\\.$", ""))
        : Optional.empty();
  }

  private static SignedRoot ofFile(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return parse(file.toString(), in.readNBytes(MOST_BYTES + 1));
    }
  }

  private static SignedRoot ofAddress(String url) throws IOException {
    int slash = url.lastIndexOf('/');
    byte[] bytes =
        Site.open(url.substring(0, slash + 1))
            .read(url.substring(slash + 1), MOST_BYTES)
            .orElseThrow(() -> new UserError(url + ": nothing is there, want a trust root", ""));
    return parse(url, bytes);
  }

  private static SignedRoot parse(String name, byte[] bytes) {
    try {
      return SignedRoot.parse(bytes);
    } catch (MalformedException e) {
      throw new Malformed(name, e, "want a trust root's file, such as trust/1.root.json");
    }
  }

  private static SignedRoot newest(Site site) throws IOException {
    Pointer pointer = site.pointer();
    long version = pointer.trustRoot().version();
    SignedRoot root =
        published(site, version)
            .orElseThrow(() ->
                new UserError(
                    site.name() + ": root " + version + " is not published, its pointer names it",
                    ""));
    Hash named = pointer.trustRoot().sha256();
    if (!root.id().equals(named)) {
      throw new UserError(
          site.name() + ": root " + version + " is " + root.id() + ", its pointer names " + named,
          "the publication contradicts itself; ask again, then ask who runs it");
    }
    return root;
  }

  /** One root of a publication. */
  static Optional<SignedRoot> published(Site site, long version) throws IOException {
    try {
      return PublishedRoots.read(site, version);
    } catch (MalformedException e) {
      throw new Malformed(site.name() + "/trust/" + version + ROOT_NAME, e, "");
    }
  }
}
