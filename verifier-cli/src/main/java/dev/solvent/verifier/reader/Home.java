package dev.solvent.verifier.reader;

import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.program.WholeFile;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.verifier.reader.Pins.Pin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder in which a reader keeps what they trust and what they have seen:
 *
 * <pre>
 *   policy.json                            their policy, where it is not the standard one
 *   issuers/exchange.example/
 *     trust/2.root.json, 3.root.json …     the root that they pinned, and those that follow from it
 *     pins.json                            how and when they took each of them
 *     checkpoint                           the last checkpoint of its log that passed
 * </pre>
 *
 * <p>This folder is trusted: whoever can write to it decides what is verified.
 */
public final class Home {
  private static final String ROOT_NAME = ".root.json";
  private static final String PINS = "pins.json";
  private static final int MOST_CHECKPOINT_BYTES = 1 << 16;

  private interface Parser<T> {
    T parse(byte[] bytes) throws MalformedException;
  }

  private final Path folder;

  public Home(Path folder) {
    this.folder = folder;
  }

  public Path folder() {
    return folder;
  }

  /** Every issuer of whom a root is pinned, in the order of their names. */
  public List<Issuer> issuers() throws IOException {
    Path issuers = folder.resolve("issuers");
    List<Issuer> pinned = new ArrayList<>();
    if (Files.isDirectory(issuers)) {
      try (Stream<Path> folders = Files.list(issuers)) {
        for (Path each : folders.sorted().toList()) {
          Optional<Issuer> issuer = issuer(each.getFileName().toString());
          if (issuer.isPresent() && Files.isDirectory(trust(issuer.get()))) {
            pinned.add(issuer.get());
          }
        }
      }
    }
    return pinned;
  }

  private static Optional<Issuer> issuer(String name) {
    try {
      return Optional.of(Issuer.parse(name));
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  /** The pinned root and those that follow from it; empty where none is pinned. */
  public List<SignedRoot> roots(Issuer issuer) throws IOException {
    Path trust = trust(issuer);
    List<SignedRoot> roots = new ArrayList<>();
    if (Files.isDirectory(trust)) {
      try (Stream<Path> files = Files.list(trust)) {
        for (Path file : files.filter(each -> each.toString().endsWith(ROOT_NAME)).toList()) {
          SignedRoot root = readRoot(file);
          requireOwn(root, issuer, file);
          roots.add(root);
        }
      }
    }
    roots.sort((one, other) -> Long.compare(one.root().version(), other.root().version()));
    for (int i = 1; i < roots.size(); i++) {
      Optional<String> refusal = roots.get(i).refusalAfter(roots.get(i - 1).root());
      if (refusal.isPresent()) {
        throw new UserError(
            trust + ": root " + roots.get(i).root().version() + ": " + refusal.get(),
            "somebody changed this folder; remove it and pin the root again");
      }
    }
    return roots;
  }

  private static void requireOwn(SignedRoot root, Issuer issuer, Path file) {
    long version = root.root().version();
    boolean own = root.root().issuer().equals(issuer) && file.endsWith(version + ROOT_NAME);
    if (!own) {
      throw new UserError(
          file + ": root " + version + " of " + root.root().issuer() + ", want the one of its name",
          "somebody changed this folder; remove it and pin the root again");
    }
  }

  /** A root of a file that the reader trusts. */
  public static SignedRoot readRoot(Path file) throws IOException {
    return read(file, 2 * TrustRoot.LIMITS.maxBytes(), SignedRoot::parse);
  }

  /** Pins a root, where none of its issuer is pinned. */
  public void pin(SignedRoot root, Pin taken, List<String> sites) throws IOException {
    keep(root);
    write(root.root().issuer(), new Pins(List.of(taken), sites));
  }

  /** Keeps a root that follows the newest. */
  public void follow(SignedRoot root, Pin taken) throws IOException {
    keep(root);
    write(root.root().issuer(), pins(root.root().issuer()).and(taken));
  }

  /** Keeps a root, the pinned one or one that follows the newest, and not how it was taken. */
  public void keep(SignedRoot root) throws IOException {
    Path trust = Files.createDirectories(trust(root.root().issuer()));
    WholeFile.write(trust.resolve(root.root().version() + ROOT_NAME), root.envelope().toBytes());
  }

  private void write(Issuer issuer, Pins pins) throws IOException {
    WholeFile.write(of(issuer).resolve(PINS), pins.toBytes());
  }

  /**
   * Trusts no root of this issuer any more. What was seen of its log stays. The newest goes first,
   * so that whatever is left, should this be cut short, still hangs together.
   */
  public void unpin(Issuer issuer) throws IOException {
    for (SignedRoot root : roots(issuer).reversed()) {
      Files.delete(trust(issuer).resolve(root.root().version() + ROOT_NAME));
    }
    Files.deleteIfExists(of(issuer).resolve(PINS));
  }

  /** How the roots of this issuer were taken, as far as that was written down. */
  public Pins pins(Issuer issuer) throws IOException {
    Path file = of(issuer).resolve(PINS);
    return Files.exists(file) ? read(file, Pins.LIMITS.maxBytes(), Pins::parse) : Pins.NONE;
  }

  public Optional<Policy> policy() throws IOException {
    Path file = folder.resolve("policy.json");
    return Files.exists(file) ? Optional.of(readPolicy(file)) : Optional.empty();
  }

  static Policy readPolicy(Path file) throws IOException {
    return read(file, Policy.LIMITS.maxBytes(), Policy::parse);
  }

  /** The last checkpoint of an issuer's log that passed. */
  public Optional<SignedCheckpoint> seen(Issuer issuer) throws IOException {
    Path file = checkpoint(issuer);
    return Files.exists(file) ? Optional.of(readCheckpoint(file)) : Optional.empty();
  }

  /** A checkpoint that the reader kept; whoever keeps it has looked at its signatures. */
  static SignedCheckpoint readCheckpoint(Path file) throws IOException {
    return read(file, MOST_CHECKPOINT_BYTES, SignedCheckpoint::parse);
  }

  /** Remembers a checkpoint that passed; a smaller one than is known changes nothing. */
  public void remember(Issuer issuer, SignedCheckpoint checkpoint) throws IOException {
    long known = seen(issuer).map(last -> last.checkpoint().size()).orElse(-1L);
    if (known < checkpoint.checkpoint().size()) {
      Files.createDirectories(of(issuer));
      WholeFile.write(checkpoint(issuer), checkpoint.bytes());
    }
  }

  /** Where what belongs to one issuer is kept. */
  public Path of(Issuer issuer) {
    return folder.resolve("issuers").resolve(issuer.domain());
  }

  private Path trust(Issuer issuer) {
    return of(issuer).resolve("trust");
  }

  private Path checkpoint(Issuer issuer) {
    return of(issuer).resolve("checkpoint");
  }

  private static <T> T read(Path file, int most, Parser<T> parser) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return parser.parse(in.readNBytes(most + 1));
    } catch (MalformedException e) {
      throw new UserError(file + ": " + e.getMessage(), "a file of your own: want it whole");
    }
  }
}
