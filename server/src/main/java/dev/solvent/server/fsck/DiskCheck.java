package dev.solvent.server.fsck;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.WitnessPolicy;
import dev.solvent.attest.log.store.LockStore;
import dev.solvent.merkle.Epoch;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.data.TrustRoots;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Derives a whole folder of data again. One instance a run, one thread. */
public final class DiskCheck {
  private static final int MOST_TRIES = 3;
  private static final int OWN = 2; // the log's own folder, and the public one

  private final DataFolder data;
  private final Progress progress;
  private final Damages damages;

  private DiskCheck(DataFolder data, Progress progress) {
    this.data = data;
    this.progress = progress;
    damages = new Damages(data.root());
  }

  /** Is told how far it is, from any thread. */
  @FunctionalInterface
  public interface Progress {
    void show(double fraction, String what);
  }

  /**
   * What was looked at, and what is wrong.
   *
   * @param epochs how many published epochs
   * @param trees how many trees, 0 where none was asked for
   */
  public record Result(long epochs, long trees, List<Damage> damages) {
    public Result {
      damages = List.copyOf(damages);
    }
  }

  /**
   * Looks at everything, and once more where the log went on meanwhile: what was found then may be
   * the work of a publisher.
   *
   * @param lock absent where there is nothing but a copy of what is public
   * @param floor the witnesses of the settings, where there are settings
   * @param threads of the trees; 0 leaves them out
   */
  public static Result run(
      DataFolder data,
      Optional<LockStore> lock,
      Optional<WitnessPolicy> floor,
      int threads,
      Progress progress)
      throws IOException, InterruptedException {
    for (int tries = 1; ; tries++) {
      byte[] before = lock.isPresent() ? lock.get().read() : new byte[0];
      Result result = new DiskCheck(data, progress).run(lock, floor, threads);
      boolean moved = lock.isPresent() && !Arrays.equals(before, lock.get().read());
      if (result.damages().isEmpty() || !moved || tries == MOST_TRIES) {
        return result;
      }
    }
  }

  private Result run(Optional<LockStore> lock, Optional<WitnessPolicy> floor, int threads)
      throws IOException, InterruptedException {
    long epochs = 0;
    BlobFiles.check(data.publicFolder().blob("x").resolveSibling(""), Damage.FROM_A_COPY, damages);
    progress.show(0, "deriving the log");
    try {
      TrustRoots roots = TrustFiles.read(data);
      LogFiles log = new LogFiles(data, roots.newest().root(), floor, damages);
      Optional<Checkpoint> signed = lock.isPresent() ? log.own(lock.get()) : Optional.empty();
      Optional<Checkpoint> shown = log.shown(signed);
      epochs = published(roots, shown.map(log::entries).orElse(List.of()));
    } catch (DamagedException e) {
      damages.add(e.damage()); // without trust roots nothing else can be judged
    }
    long trees = threads > 0 ? new TreeFiles(data, damages, threads, progress).check() : 0;
    return new Result(epochs, trees, damages.found());
  }

  private long published(TrustRoots roots, List<byte[]> entries) throws IOException {
    PublicFiles files = new PublicFiles(data, roots, damages);
    EpochFiles epochs = new EpochFiles(data, damages);
    long count = Math.min(files.count(data, entries), entries.size());
    for (int i = 0; i < count; i++) {
      Epoch epoch = new Epoch(i + 1L);
      progress.show((double) (i + OWN) / (count + OWN), "deriving epoch " + epoch);
      files.epoch(epoch, entries.get(i));
      epochs.epoch(epoch, entries.get(i));
    }
    return count;
  }
}
