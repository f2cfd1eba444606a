package dev.solvent.attest.log.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.log.Checkpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL for a process that appends, at every fourth step: it holds what {@link LogCrashTest} says
 * of every step against a real process, its locks and its files.
 */
final class LogKillTest {
  private static final int STRIDE = 4;
  private static final int SIGKILLED = 128 + 9;

  @TempDir Path home;

  @Test
  void append_killedBetweenSteps_losesNothingSigned() throws Exception {
    TestLog template = new TestLog(home.resolve("template"));
    template.ofSize(255);
    int killed = 0;
    for (int step = 0; ; step += STRIDE) {
      TestLog log = new TestLog(home.resolve("at-" + step));
      Files.createDirectories(log.home);
      TestLog.copy(template.home, log.home);
      boolean stopped = runAndKill(log.home, step);
      Checkpoint after = log.assertSound(255);
      assertTrue(after.size() == 255 || after.size() == 257, after::toString);
      if (!stopped) {
        assertEquals(257, after.size());
        break;
      }
      killed++;
    }
    System.out.println("LogKillTest: " + killed + " processes killed by SIGKILL");
    assertTrue(killed >= 8, "killed " + killed);
  }

  /** Whether the process was killed; it ended by itself where it has fewer steps. */
  private static boolean runAndKill(Path log, int step) throws IOException, InterruptedException {
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
