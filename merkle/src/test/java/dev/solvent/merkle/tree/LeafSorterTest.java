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
    LeafSorter sorter = new LeafSorter(locators.size(), 1);
    try (Spill spill =
        new Spill(temp.resolve("spill"), SpilledLeaf::length, 0, 0, Spill.SMALLEST_BLOCK)) {
      Spill.Writer writer = spill.newWriter();
      for (byte[] locator : locators) {
        byte[] leaf = Arrays.copyOf(locator, SpilledLeaf.MOST_BYTES);
        writer.append(leaf, 0, SpilledLeaf.putBalance(leaf, 0, 5));
      }
      sorter.load(spill, 0);
    }
    sorter.sort();
    byte[] records = new byte[locators.size() * LeafRecord.bytes(1)];
    sorter.records(0, sorter.count(), records);
    List<byte[]> found = new ArrayList<>();
    for (int i = 0; i < sorter.count(); i++) {
      int at = i * LeafRecord.bytes(1);
      found.add(Arrays.copyOfRange(records, at, at + Locator.BYTES));
      assertEquals(5, LeafRecord.low(records, at, 1));
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

  /** What a damaged temporary file could make of a length. */
  @Test
  void leafOfAnotherLength_isRefused() throws Exception {
    for (int length : new int[] {2, 16, 17, 127, 200}) {
      LeafSorter sorter = new LeafSorter(2, 1);
      try (Spill spill =
          new Spill(
              temp.resolve("spill-" + length), SpilledLeaf::length, 0, 0, Spill.SMALLEST_BLOCK)) {
        byte[] leaf = Arrays.copyOf(locator(new Random(3), 0), SpilledLeaf.MOST_BYTES);
        leaf[Locator.BYTES] = (byte) length;
        spill.newWriter().append(leaf, 0, SpilledLeaf.bytes(1));
        sorter.load(spill, 0);
      }
      IOException refused = assertThrows(IOException.class, sorter::sort);
      assertEquals("temporary file was damaged: leaves of another length", refused.getMessage());
    }
  }

  /** All of them shorter than they were, so that there seem to be more than there are keys for. */
  @Test
  void leavesOfZeros_areRefused() throws Exception {
    LeafSorter sorter = new LeafSorter(64, 1);
    try (Spill spill =
        new Spill(temp.resolve("spill"), SpilledLeaf::length, 0, 0, Spill.SMALLEST_BLOCK)) {
      Spill.Writer writer = spill.newWriter();
      for (int i = 0; i < 64; i++) {
        writer.append(new byte[SpilledLeaf.bytes(1)], 0, SpilledLeaf.bytes(1));
      }
      sorter.load(spill, 0);
    }
    IOException refused = assertThrows(IOException.class, sorter::sort);
    assertEquals("temporary file was damaged: leaves of another length", refused.getMessage());
  }

  @Test
  void moreLeavesThanThereIsRoomFor_areRefused() throws Exception {
    LeafSorter sorter = new LeafSorter(1, 1);
    try (Spill spill =
        new Spill(temp.resolve("spill"), SpilledLeaf::length, 0, 0, Spill.SMALLEST_BLOCK)) {
      Spill.Writer writer = spill.newWriter();
      for (int i = 0; i < 2; i++) {
        byte[] leaf = Arrays.copyOf(locator(new Random(i), 0), SpilledLeaf.MOST_BYTES);
        writer.append(leaf, 0, SpilledLeaf.putBalance(leaf, 0, 5));
      }
      IOException refused = assertThrows(IOException.class, () -> sorter.load(spill, 0));
      assertEquals("more leaves in a temporary file than were put there", refused.getMessage());
    }
  }
}
