package dev.solvent.merkle.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.merkle.Locator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locators are hashes, so the builder never meets those that agree in many bits: here they do. */
class LeafSorterTest {
  @TempDir Path temp;

  private static byte[] locator(Random random, int sharedBytes) {
    byte[] locator = new byte[Locator.BYTES];
    random.nextBytes(locator);
    Arrays.fill(locator, 0, sharedBytes, (byte) 0x80);
    return locator;
  }

  private List<byte[]> sorted(List<byte[]> locators) throws IOException {
    LeafSorter sorter = new LeafSorter(locators.size());
    try (Spill spill =
        new Spill(temp.resolve("spill"), Intake::leafLength, 0, 0, Spill.SMALLEST_BLOCK)) {
      Spill.Writer writer = spill.newWriter();
      for (byte[] locator : locators) {
        byte[] leaf = Arrays.copyOf(locator, Intake.MOST_LEAF_BYTES);
        writer.append(leaf, 0, Intake.putBalance(leaf, 0, 5));
      }
      sorter.load(spill, 0);
    }
    byte[] records = sorter.sort();
    List<byte[]> found = new ArrayList<>();
    for (int i = 0; i < sorter.count(); i++) {
      int at = i * LeafRecord.BYTES;
      found.add(Arrays.copyOfRange(records, at, at + Locator.BYTES));
      assertEquals(5, LeafRecord.low(records, at));
    }
    return found;
  }

  @Test
  void locatorsThatAgreeInTheirFirstBits_areOrderedByAllOfThem() throws Exception {
    Random random = new Random(1);
    for (int shared : new int[] {0, 6, 7, 8, 20, 31}) {
      List<byte[]> locators = new ArrayList<>();
      for (int i = 0; i < (shared == 31 ? 50 : 500); i++) {
        byte[] locator = locator(random, shared);
        locator[31] = shared == 31 ? (byte) (i * 5) : locator[31];
        locators.add(locator);
      }
      Collections.shuffle(locators, random);
      List<byte[]> found = sorted(locators);
      locators.sort(Arrays::compareUnsigned);
      for (int i = 0; i < locators.size(); i++) {
        assertArrayEquals(locators.get(i), found.get(i), "shared bytes: " + shared);
      }
    }
  }

  @Test
  void oneLocatorTwice_isRefused() {
    Random random = new Random(2);
    byte[] twice = locator(random, 0);
    for (List<byte[]> locators :
        List.of(
            List.of(twice, twice),
            List.of(twice, locator(random, 0), locator(random, 0), twice.clone()))) {
      IOException refused = assertThrows(IOException.class, () -> sorted(locators));
      assertEquals("two leaves with one locator, want each once", refused.getMessage());
    }
  }
}
