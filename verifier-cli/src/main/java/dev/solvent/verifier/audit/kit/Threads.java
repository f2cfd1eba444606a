package dev.solvent.verifier.audit.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs tasks at once, each on a thread of its own, and waits for all of them. */
public final class Threads {
  private Threads() {}

  /** What the tasks came to, in their order; the first failure is thrown as what it is. */
  public static <T> List<T> run(List<? extends Callable<T>> tasks)
      throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, tasks.size()));
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case UncheckedIOException unchecked -> throw unchecked.getCause();
        case IOException io -> throw new IOException(io.getMessage(), io);
        case RuntimeException other -> throw other;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    } finally {
      threads.shutdownNow();
      threads.close();
    }
  }
}
