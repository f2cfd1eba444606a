package dev.solvent.verifier.audit;

import static dev.solvent.verifier.audit.KitMaker.BTC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An audit, as a process of its own, that is stopped while its trees lie in the work folder. */
final class StoppedAuditTest {
  private static final int ACCOUNTS = 20_000;

  @TempDir Path folder;

  /** What the process runs: the kit and the work folder are its arguments. */
  public static final class Program {
    public static void main(String[] args) {
      AuditProgram.run(Path.of(args[0]), "--work", args[1], "--threads", "1", "--memory", "1m");
    }
  }

  private Path kit() throws IOException {
    KitMaker kit = KitMaker.honest();
    for (int i = 0; i < ACCOUNTS; i++) {
      kit.owe("account-" + i, BTC, "1");
    }
    return kit.write(folder.resolve("kit"));
  }

  private List<Path> left(Path work) throws IOException {
    try (Stream<Path> files = Files.list(work)) {
      return files.toList();
    }
  }

  private Process startedIn(Path kit, Path work) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dsolvent.root=" + System.getProperty("solvent.root"),
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                kit.toString(),
                work.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (process.isAlive() && left(work).size() < 2) {
      Thread.sleep(5);
    }
    assertTrue(process.isAlive(), "it ended before it could be stopped");
    return process;
  }

  @Test
  void toldToStop_leavesNothing_andKilled_whatTheNextRemoves() throws Exception {
    Path kit = kit();
    Path work = Files.createDirectory(folder.resolve("work"));

    Process told = startedIn(kit, work);
    told.destroy();
    assertTrue(told.waitFor(30, TimeUnit.SECONDS));
    assertEquals(List.of(), left(work));

    Process killed = startedIn(kit, work);
    killed.destroyForcibly();
    assertTrue(killed.waitFor(30, TimeUnit.SECONDS));
    assertEquals(2, left(work).size());

    KitMaker.honest().write(folder.resolve("other"));
    AuditProgram.run(folder.resolve("other"), "--work", work.toString());
    assertEquals(List.of(), left(work));
  }
}
