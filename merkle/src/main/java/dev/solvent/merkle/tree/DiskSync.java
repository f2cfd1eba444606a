package dev.solvent.merkle.tree;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Brings finished trees to the disk while the next one is hashed. Used by one thread. */
final class DiskSync implements Closeable {
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final List<TreeWriter> open = new ArrayList<>();
  private final List<Future<?>> syncs = new ArrayList<>();

  /** Takes over closing the writer, whatever happens. */
  void adopt(TreeWriter writer) {
    open.add(writer);
  }

  void sync(TreeWriter writer) {
    syncs.add(
        thread.submit(() -> {
          writer.sync();
          return null;
        }));
  }

  /** Returns when the disk holds every tree. */
  void await() throws IOException, InterruptedException {
    for (Future<?> sync : syncs) {
      try {
        sync.get();
      } catch (ExecutionException e) {
        throw Workers.rethrown(e.getCause());
      }
    }
  }

  @Override
  public void close() throws IOException {
    thread.shutdownNow();
    thread.close();
    for (TreeWriter writer : open) {
      writer.close();
    }
  }
}
