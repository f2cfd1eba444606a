package dev.solvent.server.fsck;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.CheckpointVerdict;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.store.LockStore;
import dev.solvent.attest.log.store.StoredLog;
import dev.solvent.attest.published.Pointer;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.data.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A quick look at the log: what is public is signed, is a beginning of what the database says was
 * signed, and the tiles of its edge are there. Whole files are {@code solvent fsck}'s. Any thread.
 */
public final class LogGlance {
  private LogGlance() {}

  /**
   * What is wrong with what is public alone, which is all that a copy of {@code public/} can show.
   */
  public static Optional<Damage> look(DataFolder data) {
    return damage(() -> shown(data).flatMap(checkpoint -> edge(data, checkpoint)));
  }

  /** As {@link #look(DataFolder)}, against what was signed. */
  public static Optional<Damage> look(DataFolder data, LockStore lock) {
    return damage(() -> {
      Optional<Checkpoint> shown = shown(data); // before the lock, which a publisher moves first
      Optional<SignedCheckpoint> signed = signed(lock);
      if (signed.isEmpty()) {
        return Optional.of(
            new Damage(
                "solvent.db",
                "no checkpoint was ever signed, want one",
                "solvent init makes a log"));
      }
      return shown.isEmpty()
          ? Optional.empty()
          : edge(data, shown.get()).or(() -> against(data, shown.get(), signed.get().checkpoint()));
    });
  }

  /** A look, which may end early with what it found. */
  @FunctionalInterface
  private interface Look {
    Optional<Damage> look() throws IOException, DamagedException;
  }

  private static Optional<Damage> damage(Look look) {
    try {
      return look.look();
    } catch (DamagedException e) {
      return Optional.of(e.damage());
    } catch (IOException e) {
      return Optional.of(
          new Damage(
              "solvent.db",
              String.valueOf(e.getMessage()),
              "solvent doctor looks at disk and database"));
    }
  }

  private static Optional<SignedCheckpoint> signed(LockStore lock)
      throws IOException, DamagedException {
    try {
      return SignedState.read(lock);
    } catch (MalformedException e) {
      throw new DamagedException(
          new Damage(
              "solvent.db",
              String.valueOf(e.getMessage()),
              "bring back the database that signed last; one from a backup must not go on"));
    }
  }

  private static Optional<Checkpoint> shown(DataFolder data) throws DamagedException {
    Pointer pointer = pointer(data); // before the checkpoint, which a publisher replaces first
    Optional<Checkpoint> shown = shown(data, TrustFiles.read(data).newest().root());
    long newest = pointer.newest().map(named -> named.epoch().number()).orElse(0L);
    if (newest > shown.map(Checkpoint::size).orElse(0L)) {
      throw new DamagedException(
          Damage.ofPublic(
              "public/log/checkpoint",
              "a log of fewer entries than the " + newest + " that the pointer names"));
    }
    return shown;
  }

  static Pointer pointer(DataFolder data) throws DamagedException {
    try {
      return Pointer.parse(Files.readAllBytes(data.publicFolder().pointer()));
    } catch (IOException | MalformedException e) {
      throw DamagedException.ofPublic("public/.well-known/proof-of-reserves", e);
    }
  }

  /** The public checkpoint, under the keys of a trust root; none before the first epoch. */
  static Optional<Checkpoint> shown(DataFolder data, TrustRoot root) throws DamagedException {
    Path file = data.publicFolder().checkpoint();
    String name = "public/log/checkpoint";
    if (!Files.exists(file) && !Files.exists(data.publicFolder().bundle(new Epoch(1)))) {
      return Optional.empty();
    }
    SignedCheckpoint shown;
    try {
      shown = SignedCheckpoint.parse(Files.readAllBytes(file));
    } catch (IOException | MalformedException e) {
      throw DamagedException.ofPublic(name, e);
    }
    if (shown.check(root.logOrigin(), root.logKeys())
        instanceof CheckpointVerdict.Rejected rejected) {
      throw new DamagedException(Damage.ofPublic(name, rejected.detail()));
    }
    return Optional.of(shown.checkpoint());
  }

  private static Optional<Damage> edge(DataFolder data, Checkpoint shown) {
    return edge("public/log/tile", data.publicFolder().log(), shown, Damage.FROM_A_COPY);
  }

  private static Optional<Damage> edge(
      String name, Path folder, Checkpoint checkpoint, String remedy) {
    if (checkpoint.size() == 0) {
      return Optional.empty();
    }
    try {
      return StoredLog.reader(folder).begins(checkpoint, checkpoint)
          ? Optional.empty()
          : Optional.of(
              new Damage(
                  name,
                  "tiles of another root than the checkpoint's " + checkpoint.root(),
                  "solvent fsck names the file; " + remedy));
    } catch (NoSuchFileException e) {
      return Optional.of(new Damage(name, String.valueOf(e.getMessage()), remedy));
    } catch (IOException e) {
      return Optional.of(
          new Damage(name, String.valueOf(e.getMessage()), "solvent fsck names the file"));
    }
  }

  /**
   * An epoch may be on its way: its tiles are written just now, and only the log's are looked at.
   */
  private static Optional<Damage> against(DataFolder data, Checkpoint shown, Checkpoint signed) {
    if (shown.size() > signed.size() || (shown.size() == signed.size() && !shown.equals(signed))) {
      return Optional.of(
          new Damage(
              "public/log/checkpoint",
              "a log of "
                  + shown.size()
                  + " entries with the root "
                  + shown.root()
                  + ", and the"
                  + " database signed "
                  + signed.size()
                  + " with "
                  + signed.root(),
              "nothing may be published before it is known who signed what; an old database, or"
                  + " one of a backup, must not go on"));
    }
    return edge("log/tile", data.log(), shown, Damage.FROM_A_COPY);
  }
}
