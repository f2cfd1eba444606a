package dev.solvent.merkle.tree;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** What the disk has to do while trees are hashed. Used by one thread. */
final class DiskSync implements Closeable {
  private static final long INTERVAL_MILLIS = 300;

  /** One waits for the tree before, one is with the present tree; a book may have thousands. */
  private static final int THREADS = 2;

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final List<TreeWriter> open = new ArrayList<>();
  private final List<Future<?>> tasks = new ArrayList<>();

  /**
   * Takes over a writer that was just made: closes it, whatever happens, and brings its bytes to
   * the disk as they come, so that few are left when the tree is whole.
   */
  void adopt(TreeWriter writer) {
    open.add(writer);
    submit(() -> {
      boolean whole;
      do {
        whole = writer.awaitWhole(INTERVAL_MILLIS);
        writer.sync();
      } while (!whole);
      return null;
    });
  }

  /** Gives back what the leaves of a finished tree took, which the system does at length. */
  void close(Spill spill) {
    submit(() -> {
      spill.close();
      return null;
    });
  }

  private void submit(Callable<@Nullable Void> task) {
    tasks.add(threads.submit(task));
  }

  /** Returns when the disk holds every tree. */
  void await() throws IOException, InterruptedException {
    for (Future<?> task : tasks) {
      try {
        task.get();
      } catch (ExecutionException e) {
        throw Workers.rethrown(e.getCause());
      }
    }
  }

  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    threads.close();
    for (TreeWriter writer : open) {
      writer.close();
    }
  }
}
