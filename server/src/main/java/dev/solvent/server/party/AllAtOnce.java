package dev.solvent.server.party;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same for several parties at a time: the slowest of them is waited for, and not their sum. */
public final class AllAtOnce {
  private AllAtOnce() {}

  /** What is done for one party, on a thread of its own. */
  @FunctionalInterface
  public interface Task<P, R> {
    R with(P party) throws IOException;
  }

  /** The results, in the order of the parties. */
  public static <P, R> List<R> map(List<P> parties, Task<P, R> task)
      throws IOException, InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<R>> tasks = new ArrayList<>();
      parties.forEach(party -> tasks.add(() -> task.with(party)));
      List<R> results = new ArrayList<>();
      for (Future<R> future : threads.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException own) {
        throw new IOException(own.getMessage(), own);
      }
      throw new IllegalStateException("with a party", e.getCause());
    }
  }
}
