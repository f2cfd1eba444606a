package dev.solvent.server.fsck;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.CheckpointVerdict;
import dev.solvent.attest.log.LogReader;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.TilePath;
import dev.solvent.attest.log.WitnessPolicy;
import dev.solvent.attest.log.WitnessVerdict;
import dev.solvent.attest.log.store.Finding;
import dev.solvent.attest.log.store.Fsck;
import dev.solvent.attest.log.store.LockStore;
import dev.solvent.attest.log.store.StoredLog;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.data.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every tile of both folders of the log. */
final class LogFiles {
  /** Cosignatures were made before now, whenever that is. */
  private static final Timestamp EVER = new Timestamp(Instant.parse("9999-12-31T23:59:59Z"));

  private static final String OWN = "log/";
  private static final String SHOWN = "public/log/";
  private static final String OF_OWN =
      "bring it back from public/log or a copy of it, byte for byte; where the log was stopped in"
          + " the middle of an epoch, solvent publish writes it";

  private final DataFolder data;
  private final TrustRoot root;
  private final Optional<WitnessPolicy> floor;
  private final Damages damages;

  LogFiles(DataFolder data, TrustRoot root, Optional<WitnessPolicy> floor, Damages damages) {
    this.data = data;
    this.root = root;
    this.floor = floor;
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
    for (Finding finding : findings(data.log(), checkpoint)) {
      damages.add(new Damage(OWN + finding.path(), finding.detail(), OF_OWN));
    }
    if (Files.exists(data.log().resolve("checkpoint"))) {
      checkpoint(OWN, data.log(), Optional.of(checkpoint));
    }
    return Optional.of(checkpoint);
  }

  /** Derives every tile that is public, and holds its checkpoint against what was signed. */
  Optional<Checkpoint> shown(Optional<Checkpoint> signed) throws IOException {
    try {
      if (LogGlance.shown(data, root).isEmpty()) {
        return Optional.empty();
      }
    } catch (DamagedException e) {
      damages.add(e.damage());
      return Optional.empty();
    }
    Optional<Checkpoint> shown = checkpoint(SHOWN, data.publicFolder().log(), signed);
    if (shown.isPresent()) {
      long known = signed.map(Checkpoint::size).orElse(shown.get().size());
      for (Finding finding : findings(data.publicFolder().log(), shown.get())) {
        if (!isAhead(finding, known)) {
          damages.add(Damage.ofPublic(SHOWN + finding.path(), finding.detail()));
        }
      }
    }
    return shown;
  }

  /**
   * A published checkpoint: the log signed it, the floor cosigned it, and the log that was signed
   * last begins with it.
   */
  private Optional<Checkpoint> checkpoint(String place, Path folder, Optional<Checkpoint> signed)
      throws IOException {
    String name = place + "checkpoint";
    SignedCheckpoint found;
    try {
      found = SignedCheckpoint.parse(Files.readAllBytes(folder.resolve("checkpoint")));
    } catch (MalformedException e) {
      damages.add(Damage.ofPublic(name, Words.of(e)));
      return Optional.empty();
    }
    if (found.check(root.logOrigin(), root.logKeys())
        instanceof CheckpointVerdict.Rejected rejected) {
      damages.add(Damage.ofPublic(name, rejected.detail()));
      return Optional.empty();
    }
    floor
        .flatMap(policy -> notCosigned(policy, found))
        .ifPresent(why ->
            damages.add(
                new Damage(
                    name,
                    why,
                    "bring it back from a copy, or publish again: witnesses cosign it anew")));
    if (signed.isPresent() && !begins(found.checkpoint(), signed.get())) {
      damages.add(
          new Damage(
              name,
              found.checkpoint() + " is no beginning of the " + signed.get() + " that was signed",
              "nothing may be published before it is known who signed what"));
    }
    return Optional.of(found.checkpoint());
  }

  private static Optional<String> notCosigned(WitnessPolicy policy, SignedCheckpoint found) {
    return switch (policy.check(found, EVER, Duration.ZERO)) {
      case WitnessVerdict.QuorumMet _ -> Optional.empty();
      case WitnessVerdict.QuorumMissed(_, String detail) -> Optional.of(detail);
      case WitnessVerdict.Rejected(_, String detail) -> Optional.of(detail);
    };
  }

  private boolean begins(Checkpoint older, Checkpoint newer) {
    if (older.equals(newer)) {
      return true;
    }
    try {
      return StoredLog.reader(data.log()).begins(older, newer);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * What is derived from entries blames the tiles. Where the tiles alone come to the root that was
   * signed, it is the entries that are wrong.
   */
  private static List<Finding> findings(Path folder, Checkpoint checkpoint) throws IOException {
    List<Finding> found = Fsck.run(folder, checkpoint);
    boolean otherRoot =
        found.stream().anyMatch(finding -> finding.kind() == Finding.Kind.OTHER_ROOT);
    return otherRoot && tilesGive(folder, checkpoint)
        ? found.stream()
            .filter(finding -> finding.kind() != Finding.Kind.OTHER_ROOT)
            .map(LogFiles::ofEntries)
            .toList()
        : found;
  }

  private static boolean tilesGive(Path folder, Checkpoint checkpoint) {
    try {
      return StoredLog.reader(folder).begins(checkpoint, checkpoint);
    } catch (IOException e) {
      return false;
    }
  }

  private static Finding ofEntries(Finding finding) {
    return finding.path().startsWith("tile/0/")
        ? new Finding(
            finding.path().replace("tile/0/", "tile/entries/"),
            finding.kind(),
            "entries of another hash than their tile, whose root was signed, has")
        : finding;
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

  /** The entries, in their order, of a folder in which nothing was found if there is one. */
  List<byte[]> entries(Checkpoint shown) {
    boolean isShownGood = damages.found().stream().noneMatch(each -> each.file().startsWith(SHOWN));
    boolean isOwnGood = damages.found().stream().noneMatch(each -> each.file().startsWith(OWN));
    boolean own = !isShownGood && isOwnGood && Files.isDirectory(data.log().resolve("tile"));
    LogReader reader = StoredLog.reader(own ? data.log() : data.publicFolder().log());
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
