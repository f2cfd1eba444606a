package dev.solvent.merkle.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.solvent.merkle.Locator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that changes the temporary files between their writing and their reading. They have no
 * name, so they are reached through the process's open files.
 */
class DamagedSpillTest {
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  /** Block header, then the first leaf: locator, u8 length, balance. */
  private static final int FIRST_LEAF = 12;

  private static final int FIRST_LENGTH = FIRST_LEAF + Locator.BYTES;

  @TempDir Path temp;

  @BeforeEach
  void systemShowsOpenFiles() {
    assumeTrue(Files.isDirectory(OPEN_FILES), "skipped: this system does not show open files");
  }

  private interface Damage {
    void to(FileChannel file) throws IOException;
  }

  private String failureAfter(Damage damage) {
    Progress damaging =
        state -> {
          if (state.stage() == Progress.Stage.HASHING && state.fraction() < 0.6) {
            damage(damage);
          }
        };
    var owed = Books.random(60_000, new Random(3));
    BuildSettings settings = Books.SETTINGS.withMemoryBytes(BuildSettings.LEAST_MEMORY);
    IOException failure =
        assertThrows(
            IOException.class, () -> TreeBuilder.build(Books.wide(owed), settings, temp, damaging));
    return failure.getMessage();
  }

  private void damage(Damage damage) {
    try (var open = Files.list(OPEN_FILES)) {
      List<Path> spills = open.filter(this::isLeaves).toList();
      assertEquals(1, spills.size());
      try (FileChannel file =
          FileChannel.open(spills.getFirst(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        assertTrue(file.size() > 1000, "the leaves went to the disk");
        damage.to(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isLeaves(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith(temp + "/.leaves-0");
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }

  @Test
  void balanceThatChanged_isSeenByTheSecondSum() {
    String failure =
        failureAfter(file -> {
          ByteBuffer one = ByteBuffer.allocate(1);
          file.read(one, FIRST_LENGTH);
          int last = FIRST_LENGTH + one.get(0);
          file.read(one.clear(), last);
          file.write(one.put(0, (byte) (one.get(0) ^ 2)).clear(), last);
        });
    assertTrue(failure.startsWith("tree of BTC comes to "), failure);
    assertTrue(failure.endsWith("the sum of the input: temporary files were damaged"), failure);
  }

  /** What was cut off reads as zeros where the file grew again. */
  @Test
  void fileThatWasEmptied_isNotReadOn() {
    String failure = failureAfter(file -> file.truncate(0));
    assertTrue(failure.startsWith("temporary file was damaged at "), failure);
  }
}
