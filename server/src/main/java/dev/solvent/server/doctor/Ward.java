package dev.solvent.server.doctor;

import dev.solvent.attest.program.UserError;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Examines everything at once, each thing for so long and no longer. */
final class Ward {
  private Ward() {}

  /** The lines in the order of the examinations. */
  static List<Line> examine(List<Examination> examinations, Duration each)
      throws InterruptedException {
    long end = System.nanoTime() + each.toNanos();
    List<Line> lines = new ArrayList<>();
    ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory());
    try {
      List<Future<List<Line>>> coming = new ArrayList<>();
      for (Examination one : examinations) {
        coming.add(threads.submit(one::look));
      }
      for (int i = 0; i < coming.size(); i++) {
        lines.addAll(result(examinations.get(i).about(), coming.get(i), end, each));
      }
    } finally {
      threads.shutdownNow(); // not closed: that would wait for whoever does not hear it
    }
    return lines;
  }

  private static List<Line> result(String about, Future<List<Line>> coming, long end, Duration each)
      throws InterruptedException {
    try {
      return coming.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      coming.cancel(true);
      return List.of(
          Line.fail(
              about,
              "not done within " + each.toSeconds() + " s",
              "something there hangs; --deadline gives it longer"));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException || e.getCause() instanceof UserError) {
        String hint =
            e.getCause() instanceof UserError mistake ? mistake.hint() : "mend what is named";
        return List.of(Line.fail(about, String.valueOf(e.getCause().getMessage()), hint));
      }
      return List.of(
          Line.fail(
              about,
              "could not be looked at: " + nameOf(e.getCause()),
              "where nothing else is wrong this is a bug in solvent, please report it"));
    }
  }

  /** Its message may repeat what nobody should see. */
  private static String nameOf(@Nullable Throwable bug) {
    return bug == null ? "no cause" : bug.getClass().getSimpleName();
  }
}
