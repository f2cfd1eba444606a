package dev.solvent.merkle.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build that is killed at any moment leaves no folder, or a whole one. */
class KillTest {
  private static final int ACCOUNTS = 20_000;
  private static final int KILLS = 50;

  @TempDir Path temp;

  /** What is killed: builds the same tree again and again under new names. */
  static final class Builder {
    private Builder() {}

    public static void main(String[] args) throws Exception {
      Path folder = Path.of(args[0]);
      var owed = Books.random(ACCOUNTS, new Random(1));
      for (int i = Integer.parseInt(args[1]); ; i++) {
        Books.build(Books.wide(owed), Books.SETTINGS, folder.resolve("tree-" + i));
        System.out.println("built");
      }
    }
  }

  @Test
  void killedAtRandomMoments_theFolderIsAbsentOrWhole() throws Exception {
    Random random = new Random();
    int next = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Process builder =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElseThrow(),
                  "-Xmx400m",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Builder.class.getName(),
                  temp.toString(),
                  Integer.toString(next))
              .redirectErrorStream(true)
              .start();
      // Some are killed while they start, most while they build the first, second or third.
      boolean ended = builder.waitFor(random.nextInt(200, 1_100), TimeUnit.MILLISECONDS);
      assertTrue(!ended, () -> "the builder ended by itself");
      builder.destroyForcibly().waitFor();
      next = verifyAll(next);
    }
    assertTrue(next > 0, "at least one build was whole");
    // What the dead left is removed by the next one of the same name; others keep theirs.
    Books.build(Books.wide(List.of()), Books.SETTINGS, temp.resolve("tree-" + next));
    try (var left = Files.list(temp)) {
      String prefix = ".tree-" + next + ".";
      assertEquals(
          0, left.filter(path -> path.getFileName().toString().startsWith(prefix)).count());
    }
  }

  /** Every folder that has its name must be whole; the number of the next one. */
  private int verifyAll(int from) throws Exception {
    int next = from;
    for (; Files.exists(temp.resolve("tree-" + next)); next++) {
      try (TreeFolder tree = TreeFolder.open(temp.resolve("tree-" + next).resolve("BTC"))) {
        assertEquals(ACCOUNTS, tree.header().accounts());
        assertEquals(List.of(), TreeVerifier.verify(tree, 2, done -> {}));
      }
    }
    return next;
  }
}
