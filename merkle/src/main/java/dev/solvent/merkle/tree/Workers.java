package dev.solvent.merkle.tree;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Runs tasks on threads of their own and waits for all; the first failure ends the others. */
final class Workers {
  interface Task {
    void run() throws IOException;
  }

  private Workers() {}

  static void run(List<? extends Task> tasks) throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      ExecutorCompletionService<Boolean> running = new ExecutorCompletionService<>(threads);
      for (Task task : tasks) {
        Callable<Boolean> call =
            () -> {
              task.run();
              return true;
            };
        running.submit(call);
      }
      for (int i = 0; i < tasks.size(); i++) {
        running.take().get();
      }
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    } finally {
      threads.shutdownNow();
      threads.close();
    }
  }

  /** Throws the cause as what it is. */
  static IOException rethrown(@Nullable Throwable cause) throws IOException {
    switch (cause) {
      case UncheckedIOException unchecked -> throw unchecked.getCause();
      case IOException io -> throw new IOException(io.getMessage(), io);
      case RuntimeException bug -> throw bug;
      case Error error -> throw error;
      case null, default -> throw new IllegalStateException(cause);
    }
  }
}
