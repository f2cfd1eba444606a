package dev.solvent.server.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real file system, database and all, that has ever less room left; {@link FaultTest} has more.
 */
final class FullDiskTest {
  private static final int KIB = 1 << 10;

  @TempDir private Path parent;

  private static int run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor();
  }

  @Test
  void diskThatIsFull_isSaidInWords_andItGoesOnWhenThereIsRoom() throws Exception {
    Path disk = Files.createDirectory(parent.resolve("disk"));
    boolean mounted =
        "root".equals(System.getProperty("user.name"))
            && run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString()) == 0;
    assumeTrue(mounted, "skipped: no tmpfs here");
    try (TestExchange exchange = TestExchange.begin(disk)) {
      int stuck = 0;
      for (int room = 8; room <= 256; room *= 2) {
        exchange.pass(Duration.ofHours(1));
        stuck += publishes(exchange, disk, room) ? 0 : 1;
        assertWhole(exchange, room);
        Files.delete(disk.resolve("filler"));
        Outcome outcome = exchange.publish();
        assertInstanceOf(Outcome.Published.class, outcome, outcome::toString);
        assertWhole(exchange, room);
      }
      assertTrue(stuck >= 3, "stuck " + stuck);
    } finally {
      run("umount", disk.toString());
    }
  }

  private static void assertWhole(TestExchange exchange, int room) throws IOException {
    assertEquals(
        List.of(),
        PublicAudit.problems(exchange.data.publicFolder(), exchange.policy(), exchange.timestamp()),
        room + " KiB");
  }

  private static boolean publishes(TestExchange exchange, Path disk, int room) throws Exception {
    long free = Files.getFileStore(disk).getUsableSpace() - (long) room * KIB;
    Files.write(disk.resolve("filler"), new byte[(int) Math.max(0, free)]);
    try {
      Outcome outcome = exchange.publish();
      if (outcome instanceof Outcome.Published) {
        return true;
      }
      Outcome.Stuck stuck = assertInstanceOf(Outcome.Stuck.class, outcome, outcome::toString);
      assertSaid(stuck.why());
    } catch (IOException e) {
      assertSaid(String.valueOf(e.getMessage()));
    }
    return false;
  }

  private static void assertSaid(String why) {
    String words = why.toLowerCase(Locale.ROOT);
    assertTrue(words.contains("no space left") || words.contains("full"), why);
  }
}
