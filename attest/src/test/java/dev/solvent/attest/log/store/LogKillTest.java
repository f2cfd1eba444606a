package dev.solvent.attest.log.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.log.Checkpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * SIGKILL for a process that appends, at each of its steps: it holds what {@link LogCrashTest} says
 * of every step against a real process, its locks and its files.
 */
final class LogKillTest {
  private static final int SIGKILLED = 128 + 9;

  @TempDir Path home;

  /** The first entry; one past a full tile; one more behind a full tile; a whole tile at once. */
  @ParameterizedTest
  @CsvSource({"0, 1", "255, 257", "256, 257", "300, 556"})
  void append_killedBeforeAnyStep_losesNothingSigned(int size, int next) throws Exception {
    TestLog template = new TestLog(home.resolve("template"));
    template.ofSize(size);
    AtomicInteger step = new AtomicInteger();
    AtomicInteger killed = new AtomicInteger();
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      Callable<Boolean> kills =
          () -> {
            while (killAt(template, size, next, step.getAndIncrement())) {
              killed.incrementAndGet();
            }
            return true;
          };
      for (Future<Boolean> done : two.invokeAll(List.of(kills, kills))) {
        assertTrue(done.get());
      }
    }
    System.out.println(
        "LogKillTest: " + size + " to " + next + ": " + killed + " processes killed by SIGKILL");
    assertTrue(killed.get() >= 40, "killed " + killed);
  }

  /** Whether the process had so many steps. */
  private boolean killAt(TestLog template, int size, int next, int step) throws Exception {
    TestLog log = new TestLog(home.resolve("at-" + step));
    Files.createDirectories(log.home);
    TestLog.copy(template.home, log.home);
    boolean stopped = runAndKill(log.home, size, next, step);
    Checkpoint after = log.assertSound(size);
    assertTrue(after.size() == next || (stopped && after.size() == size), after::toString);
    return stopped;
  }

  /** Whether the process was killed; it ended by itself where it has fewer steps. */
  private static boolean runAndKill(Path log, int size, int next, int step)
      throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xshare:auto",
                    "-cp",
                    System.getProperty("java.class.path"),
                    AppendChild.class.getName(),
                    log.toString(),
                    String.valueOf(size),
                    String.valueOf(next),
                    String.valueOf(step)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = child.inputReader()) {
      String line = said.readLine();
      if (AppendChild.STOPPED.equals(line)) {
        child.destroyForcibly();
        assertEquals(SIGKILLED, child.waitFor());
        return true;
      }
      assertEquals(AppendChild.DONE, line);
      assertEquals(0, child.waitFor());
      return false;
    }
  }
}
