package dev.solvent.attest.log.store;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.EntryBundle;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.TileHashes;
import dev.solvent.attest.log.WitnessVerdict;
import dev.solvent.attest.log.WitnessVerdict.QuorumMet;
import dev.solvent.attest.log.store.LogRecovery.Rest;
import dev.solvent.attest.log.store.LogRefusedException.Reason;
import dev.solvent.attest.log.store.PublishOutcome.BelowFloor;
import dev.solvent.attest.log.store.PublishOutcome.Published;
import dev.solvent.attest.note.Note;
import dev.solvent.attest.note.SignatureLine;
import dev.solvent.attest.text.Timestamp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One log's writer. It appends in an order that survives a stop at any step: stage, sign, commit,
 * write the tiles, collect cosignatures, publish. For any number of threads; a second process is
 * refused where it comes too late, never allowed to fork.
 */
public final class TransparencyLog {
  private final LogSettings settings;
  private final LogFolder folder;
  private final CheckpointSigner signer;
  private final LogRecovery recovery;

  /** Guarded by this; absent while nobody can say what the last step left behind. */
  private @Nullable Rest rest;

  private TransparencyLog(LogSettings settings, Disk disk) {
    this.settings = settings;
    folder = new LogFolder(disk, settings.folder());
    signer = new CheckpointSigner(settings.signer(), settings.lock());
    recovery = new LogRecovery(settings.lock(), folder, signer);
  }

  /** Makes a log: signs the checkpoint of size 0 and, as any other, publishes it at the floor. */
  public static TransparencyLog init(LogSettings settings) throws IOException, LogRefusedException {
    return init(settings, new RealDisk());
  }

  static TransparencyLog init(LogSettings settings, Disk disk)
      throws IOException, LogRefusedException {
    TransparencyLog log = new TransparencyLog(settings, disk);
    Checkpoint empty = Checkpoint.empty(log.signer.origin());
    byte[] staged = LockState.staging(Optional.empty(), empty, List.of()).bytes();
    if (log.folder.published().isPresent()
        || !settings.lock().compareAndSwap(new byte[0], staged)) {
      throw new LogRefusedException(
          Reason.ALREADY_INITIALISED, "a log is here already, want an empty place");
    }
    log.reload();
    return log;
  }

  /**
   * Goes on with a log whose lock store was lost, from the newest checkpoint that anybody was
   * shown. That there is no newer one is for the caller to know: where there is, this makes a fork.
   *
   * @throws LogRefusedException where the lock store has something, or the files are not those of
   *     the checkpoint, no less and no more
   */
  public static TransparencyLog resume(LogSettings settings, SignedCheckpoint newest)
      throws IOException, LogRefusedException {
    TransparencyLog log = new TransparencyLog(settings, new RealDisk());
    if (!log.signer.isOwn(newest)) {
      throw new LogRefusedException(
          Reason.PUBLISHED_FORK,
          "checkpoint that the key of " + log.signer.origin() + " did not sign");
    }
    List<Finding> findings = Fsck.run(settings.folder(), newest.checkpoint());
    if (!findings.isEmpty()) {
      throw new LogRefusedException(
          Reason.DAMAGED_TILES,
          findings.size() + " files are not the log's, the first: " + findings.getFirst());
    }
    LockState state = LockState.at(newest.only(List.of(settings.signer().key())));
    if (!settings.lock().compareAndSwap(new byte[0], state.bytes())) {
      throw new LogRefusedException(
          Reason.ALREADY_INITIALISED, "a lock store that knows what it signed, want an empty one");
    }
    log.reload();
    return log;
  }

  /** Goes on with a log, from wherever it stopped. */
  public static TransparencyLog open(LogSettings settings) throws IOException, LogRefusedException {
    return open(settings, new RealDisk());
  }

  static TransparencyLog open(LogSettings settings, Disk disk)
      throws IOException, LogRefusedException {
    TransparencyLog log = new TransparencyLog(settings, disk);
    log.reload();
    return log;
  }

  /** Reads everything anew; what a writer has to do after any exception. */
  public synchronized void reload() throws IOException, LogRefusedException {
    rest = null;
    rest = recovery.load();
  }

  /** The newest checkpoint that is signed; what is published may be older. */
  public synchronized SignedCheckpoint signed() throws LogRefusedException {
    return usable().signed();
  }

  /**
   * Appends entries in this order and publishes. After an exception the log takes nothing more
   * until {@link #reload}: the entries may be in it or not, and the checkpoint then says which.
   */
  public synchronized PublishOutcome append(List<byte[]> entries, Timestamp now)
      throws IOException, LogRefusedException {
    check(entries);
    Rest before = usable();
    rest = null;
    Checkpoint next = TilePlan.of(before.edge(), entries).checkpoint(signer.origin());
    LockState staged = LockState.staging(before.state().committed(), next, entries);
    if (!settings.lock().compareAndSwap(before.state().bytes(), staged.bytes())) {
      throw new LogRefusedException(
          Reason.OTHER_WRITER, "another writer went on first, want a reload; nothing was appended");
    }
    rest = recovery.finish(staged, before.edge());
    return publish(now);
  }

  private static void check(List<byte[]> entries) {
    long bytes = entries.stream().mapToLong(entry -> 2L + entry.length).sum();
    boolean fit = entries.stream().allMatch(entry -> entry.length <= EntryBundle.MAX_ENTRY);
    if (entries.isEmpty() || !fit || bytes > LockState.MAX_STAGED_BYTES) {
      throw new IllegalArgumentException(
          entries.size()
              + " entries of "
              + bytes
              + " bytes with their lengths, want at least one,"
              + " each of at most 65535 bytes, and 16 MiB together");
    }
  }

  /** What the log would be with this entry; nothing is staged, signed or written. */
  public synchronized Rehearsal rehearse(byte[] entry) throws IOException, LogRefusedException {
    check(List.of(entry));
    Rest now = usable();
    return new Rehearsal(
        now.signed(),
        TilePlan.of(now.edge(), List.of(entry)).checkpoint(signer.origin()),
        entry,
        new TileHashes(now.signed().checkpoint().size(), folder::read));
  }

  /** Collects cosignatures of the newest checkpoint, and publishes it if they reach the floor. */
  public synchronized PublishOutcome publish(Timestamp now)
      throws IOException, LogRefusedException {
    Rest current = usable();
    SignedCheckpoint signed = current.signed();
    SignedCheckpoint cosigned = cosigned(signed, now);
    WitnessVerdict verdict = settings.floor().check(cosigned, now, settings.tolerance());
    if (!(verdict instanceof QuorumMet)) {
      return new BelowFloor(signed, verdict);
    }
    rest = null; // until the checkpoint is known to be there
    folder.publish(cosigned);
    rest = current;
    return new Published(cosigned);
  }

  /** With one line of each witness of the floor, as far as it stands the reader's check. */
  private SignedCheckpoint cosigned(SignedCheckpoint signed, Timestamp now) throws IOException {
    List<SignatureLine> good = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (SignatureLine line : settings.witnesses().collect(signed)) {
      SignedCheckpoint one = signed.with(List.of(line));
      boolean counts =
          switch (settings.floor().check(one, now, settings.tolerance())) {
            case QuorumMet(var by) -> !by.isEmpty();
            case WitnessVerdict.QuorumMissed(var by, var detail) -> !by.isEmpty();
            case WitnessVerdict.Rejected(var reason, var detail) -> false;
          };
      if (counts && good.size() < Note.MAX_SIGNATURES - 1 && names.add(line.name())) {
        good.add(line);
      }
    }
    return signed.with(good);
  }

  private Rest usable() throws LogRefusedException {
    if (rest == null) {
      throw new LogRefusedException(
          Reason.RELOAD_NEEDED, "nobody knows how the last step ended, want a reload");
    }
    return rest;
  }
}
