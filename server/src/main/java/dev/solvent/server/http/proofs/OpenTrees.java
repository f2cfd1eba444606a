package dev.solvent.server.http.proofs;

import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.tree.TreeFolder;
import dev.solvent.server.data.EpochFolder;
import dev.solvent.server.handout.Handouts;
import dev.solvent.server.http.published.Publications;
import dev.solvent.server.tree.LiabilityFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The trees of published epochs: the newest and those that were asked for last stay open, and none
 * is closed while somebody reads it. Any thread.
 */
public final class OpenTrees implements AutoCloseable {
  /** So often it is looked whether trees that are open are still kept. */
  private static final long LOOK_NANOS = 1_000_000_000L;

  private final Path epochs;
  private final Publications publications;
  private final int most;

  /** Guarded by this; the one that was asked for longest ago first. */
  private final Map<Epoch, Shared> open = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Trees below {@code data/epochs}.
   *
   * @param most how many epochs to keep open
   */
  public OpenTrees(Path epochs, Publications publications, int most) {
    if (most < 1) {
      throw new IllegalArgumentException(most + " epochs kept open, want 1 or more");
    }
    this.epochs = epochs;
    this.publications = publications;
    this.most = most;
  }

  /** One epoch's trees. Its users are guarded by the enclosing object, the rest by its own lock. */
  private static final class Shared {
    private final ReentrantLock opening = new ReentrantLock();
    private @Nullable LiabilityFolder folder;
    private Map<String, TreeFolder> byAsset = Map.of();
    private int users;
    private boolean evicted;
    private final AtomicLong looked = new AtomicLong(System.nanoTime());

    /** Once in a while, to one of those who ask. */
    boolean isDueALook() {
      long last = looked.get();
      long now = System.nanoTime();
      return now - last > LOOK_NANOS && looked.compareAndSet(last, now);
    }

    /** Opened by whoever comes first, while others go on with other epochs. */
    Map<String, TreeFolder> open(OpenTrees all, Epoch epoch) throws IOException {
      opening.lock();
      try {
        if (folder == null) {
          LiabilityFolder opened = LiabilityFolder.open(all.folder(epoch).trees());
          Map<String, TreeFolder> trees = new HashMap<>();
          opened.trees().forEach(tree -> trees.put(tree.header().asset().ticker().text(), tree));
          byAsset = trees;
          folder = opened;
        }
        return byAsset;
      } finally {
        opening.unlock();
      }
    }

    void close() {
      opening.lock();
      try {
        if (folder != null) {
          folder.close();
        }
      } finally {
        opening.unlock();
      }
    }
  }

  /** The trees of one epoch, open until the lease is closed. One thread. */
  final class Lease implements AutoCloseable {
    private final Shared shared;
    private final Map<String, TreeFolder> trees;

    private Lease(Shared shared, Map<String, TreeFolder> trees) {
      this.shared = shared;
      this.trees = trees;
    }

    @Nullable TreeFolder tree(String asset) {
      return trees.get(asset);
    }

    @Override
    public void close() {
      giveBack(shared);
    }
  }

  /** The epoch's trees; empty where it is not public, or its trees are not kept any more. */
  Optional<Lease> lease(Epoch epoch) throws IOException {
    if (!publications.now().reaches(epoch)) {
      return Optional.empty();
    }
    @Nullable Shared shared = takeOpen(epoch);
    if (shared != null && shared.isDueALook() && !Handouts.areKept(folder(epoch))) {
      forget(epoch, shared); // or the disk would keep what nobody can find any more
      giveBack(shared);
      return Optional.empty();
    }
    if (shared == null) {
      if (!publications.isPublic(epoch) || !Handouts.areKept(folder(epoch))) {
        return Optional.empty();
      }
      shared = take(epoch);
    }
    try {
      return Optional.of(new Lease(shared, shared.open(this, epoch)));
    } catch (IOException | RuntimeException e) {
      forget(epoch, shared);
      giveBack(shared);
      throw e;
    }
  }

  private EpochFolder folder(Epoch epoch) {
    return new EpochFolder(epochs.resolve(String.format(Locale.ROOT, "%06d", epoch.number())));
  }

  private synchronized @Nullable Shared takeOpen(Epoch epoch) {
    @Nullable Shared shared = open.get(epoch);
    if (shared != null) {
      shared.users++;
    }
    return shared;
  }

  private synchronized Shared take(Epoch epoch) {
    Shared shared = open.computeIfAbsent(epoch, missing -> new Shared());
    shared.users++;
    Iterator<Map.Entry<Epoch, Shared>> eldest = open.entrySet().iterator();
    while (open.size() > most && eldest.hasNext()) {
      Map.Entry<Epoch, Shared> entry = eldest.next();
      boolean stays =
          entry.getKey().equals(epoch)
              || (publications.now().newest().equals(Optional.of(entry.getKey())) && most > 1);
      if (!stays) {
        eldest.remove();
        evict(entry.getValue());
      }
    }
    return shared;
  }

  private synchronized void forget(Epoch epoch, Shared shared) {
    if (open.remove(epoch, shared)) {
      shared.evicted = true;
    }
  }

  private synchronized void giveBack(Shared shared) {
    shared.users--;
    if (shared.evicted && shared.users == 0) {
      shared.close();
    }
  }

  private static void evict(Shared shared) {
    shared.evicted = true;
    if (shared.users == 0) {
      shared.close();
    }
  }

  /** How many epochs are open. */
  public synchronized int count() {
    return open.size();
  }

  /**
   * Opens the newest epoch's trees, if they are not.
   *
   * @return why that cannot be, or empty where they are open, or nothing was published yet
   */
  public Optional<String> openNewest() {
    Optional<Epoch> newest = publications.now().newest();
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    try (Lease lease = lease(newest.get()).orElse(null)) {
      return lease == null
          ? Optional.of("the trees of epoch " + newest.get() + " are not there")
          : Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.of(
          "the trees of epoch " + newest.get() + " do not open: " + e.getClass().getSimpleName());
    }
  }

  /** Closes each tree, as soon as nobody reads it. */
  @Override
  public synchronized void close() {
    open.values().forEach(OpenTrees::evict);
    open.clear();
  }
}
