package dev.solvent.verifier.reader;

import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.merkle.Issuer;
import dev.solvent.verifier.cli.Converters;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who reads: for {@code @Mixin}. */
@SuppressWarnings("NullAway.Init") // picocli sets them
public final class ReaderOptions {
  @Mixin private HomeOption home;

  @Option(
      names = "--trust",
      paramLabel = "ROOT",
      description =
          "A trust root's file that you have from elsewhere, in the place of the pinned one. "
              + "Nothing is remembered then.")
  private @Nullable Path trust;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Your policy (default: policy.json of --home, else the standard one).")
  private @Nullable Path policy;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      converter = Converters.OfTimestamp.class,
      description =
          "Judge as of this time, such as 2026-09-02T00:00:00Z (default: now). "
              + "The log is then taken as the file shows it.")
  private @Nullable Timestamp at;

  @Option(names = "--unseen", description = "Leave aside what was seen of the log before.")
  private boolean unseen;

  @Option(
      names = "--seen",
      paramLabel = "FILE",
      description =
          "A checkpoint of this log that you kept, in the place of what was seen of it before.")
  private @Nullable Path seen;

  /** What this reader keeps. */
  public Home home() {
    return home.home();
  }

  public Policy policy() throws IOException {
    if (policy != null) {
      return Home.readPolicy(policy);
    }
    Optional<Policy> own = home().policy();
    return own.isPresent() ? own.get() : Policy.standard();
  }

  public Timestamp now() {
    return at != null
        ? at
        : new Timestamp(InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS));
  }

  /** Whether the log is to be looked at as it is now. */
  public boolean asksForToday() {
    return at == null;
  }

  /**
   * Whether what passes is remembered: only under a root that was pinned, for now, and where it was
   * compared with what was seen before.
   */
  public boolean remembers() {
    return looksBack() && seen == null && at == null;
  }

  /** Whether what was remembered counts. */
  public boolean looksBack() {
    return trust == null && !unseen;
  }

  /** The checkpoint that this reader saw last of an issuer's log. */
  public Optional<SignedCheckpoint> seen(Optional<Issuer> issuer) throws IOException {
    if (seen != null) {
      return Optional.of(Home.readCheckpoint(seen));
    }
    return looksBack() && issuer.isPresent() ? home().seen(issuer.get()) : Optional.empty();
  }

  /** The newest root that this reader has of an issuer. */
  public SignedRoot pinned(Issuer issuer) throws IOException {
    if (trust != null) {
      return Home.readRoot(trust);
    }
    List<SignedRoot> roots = home().roots(issuer);
    if (roots.isEmpty()) {
      throw new UserError(
          "no trust root of " + issuer + " is pinned, so there is no verdict",
          "solvent-verify trust pin takes one that you have from two places; --trust names a file");
    }
    return roots.getLast();
  }

  /** The root that was given by name, whoever's attestation it is. */
  public Optional<SignedRoot> named() throws IOException {
    return trust == null ? Optional.empty() : Optional.of(Home.readRoot(trust));
  }
}
