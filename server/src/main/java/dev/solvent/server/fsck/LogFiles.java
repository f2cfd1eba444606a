package dev.solvent.server.fsck;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.TilePath;
import dev.solvent.attest.log.store.Finding;
import dev.solvent.attest.log.store.Fsck;
import dev.solvent.attest.log.store.LockStore;
import dev.solvent.attest.log.store.LogReader;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.data.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every tile of both folders of the log. */
final class LogFiles {
  private final DataFolder data;
  private final Damages damages;

  LogFiles(DataFolder data, Damages damages) {
    this.data = data;
    this.damages = damages;
  }

  /** Derives every tile of what was signed; the checkpoint, where it can be gone on with. */
  Optional<Checkpoint> own(LockStore lock) throws IOException {
    Optional<SignedCheckpoint> signed;
    try {
      signed = SignedState.read(lock);
    } catch (MalformedException e) {
      damages.add(
          new Damage(
              "solvent.db",
              Words.of(e),
              "bring back the database that signed last; one from a backup must not go on"));
      return Optional.empty();
    }
    if (signed.isEmpty()) {
      damages.add(
          new Damage("solvent.db", "no checkpoint was ever signed", "solvent init makes a log"));
      return Optional.empty();
    }
    Checkpoint checkpoint = signed.get().checkpoint();
    for (Finding finding : Fsck.run(data.log(), checkpoint)) {
      damages.add(
          new Damage(
              "log/" + finding.path(),
              finding.detail(),
              "bring it back from public/log or a copy of it, byte for byte; where the log was"
                  + " stopped in the middle of an epoch, solvent publish writes it"));
    }
    cosigned(checkpoint);
    return Optional.of(checkpoint);
  }

  /** The newest that witnesses cosigned lies beside the tiles, and may be older than the newest. */
  private void cosigned(Checkpoint signed) throws IOException {
    String name = "log/checkpoint";
    Path file = data.log().resolve("checkpoint");
    if (!Files.exists(file)) {
      return;
    }
    try {
      Checkpoint shown = SignedCheckpoint.parse(Files.readAllBytes(file)).checkpoint();
      if (!begins(shown, signed)) {
        damages.add(
            Damage.ofPublic(name, shown + " is no beginning of the " + signed + " that was signed"));
      }
    } catch (MalformedException e) {
      damages.add(Damage.ofPublic(name, Words.of(e)));
    }
  }

  private boolean begins(Checkpoint older, Checkpoint newer) {
    if (older.equals(newer)) {
      return true;
    }
    try {
      return new LogReader(data.log()).begins(older, newer);
    } catch (IOException e) {
      return false;
    }
  }

  /** Derives every tile that is public, and holds its checkpoint against what was signed. */
  Optional<Checkpoint> shown(TrustRoot root, Optional<Checkpoint> signed) throws IOException {
    Optional<Checkpoint> shown;
    try {
      shown = LogGlance.shown(data, root);
    } catch (DamagedException e) {
      damages.add(e.damage());
      return Optional.empty();
    }
    if (shown.isEmpty()) {
      return shown;
    }
    Checkpoint checkpoint = shown.get();
    long known = signed.map(Checkpoint::size).orElse(checkpoint.size());
    for (Finding finding : Fsck.run(data.publicFolder().log(), checkpoint)) {
      if (!isAhead(finding, known)) {
        damages.add(Damage.ofPublic("public/log/" + finding.path(), finding.detail()));
      }
    }
    if (signed.isPresent() && !begins(checkpoint, signed.get())) {
      damages.add(
          new Damage(
              "public/log/checkpoint",
              checkpoint + " is no beginning of the " + signed.get() + " that was signed",
              "nothing may be published before it is known who signed what"));
    }
    return shown;
  }

  /** Tiles come before the checkpoint that names them. */
  private static boolean isAhead(Finding finding, long signed) {
    if (finding.kind() != Finding.Kind.UNEXPECTED) {
      return false;
    }
    try {
      return TilePath.parse(finding.path().replace("\"", "")).isWithin(signed);
    } catch (MalformedException e) {
      return false;
    }
  }

  /** The entries, in their order, as far as they can be read. */
  List<byte[]> entries(Checkpoint shown) {
    LogReader reader = new LogReader(data.publicFolder().log());
    List<byte[]> entries = new ArrayList<>();
    try {
      for (long index = 0; index < shown.size(); index++) {
        entries.add(reader.entry(index, shown));
      }
    } catch (IOException e) {
      return entries; // which was found above
    }
    return entries;
  }
}
