package dev.solvent.merkle.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.solvent.merkle.Locator;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Balances of every length, between neighbours of which no byte may change or count. */
class SpilledLeafTest {
  private static final int BEFORE = 40;

  private static BigInteger balance(Random random, int bytes) {
    return bytes == 0
        ? BigInteger.ZERO
        : new BigInteger(8 * bytes, random).setBit(8 * (bytes - 1)); // of so many bytes
  }

  private static byte[] bigEndian(BigInteger value, int bytes) {
    byte[] all = value.toByteArray();
    byte[] wanted = new byte[bytes];
    for (int i = 1; i <= Math.min(all.length, bytes); i++) {
      wanted[bytes - i] = all[all.length - i];
    }
    return wanted;
  }

  @Test
  void leaf_isTheSameRecordInEveryWidth() {
    Random random = new Random(7);
    for (int own = 0; own <= 16; own++) {
      BigInteger balance = balance(random, own);
      long high = balance.shiftRight(64).longValue();
      long low = balance.longValue();
      byte[] spilled = new byte[BEFORE + SpilledLeaf.MOST_BYTES];
      random.nextBytes(spilled);
      byte[] leaf = Arrays.copyOfRange(spilled, BEFORE, spilled.length);
      assertEquals(SpilledLeaf.bytes(own), SpilledLeaf.putBalance(leaf, high, low));
      assertArrayEquals(bigEndian(balance, own), Arrays.copyOfRange(leaf, 33, 33 + own));
      System.arraycopy(leaf, 0, spilled, BEFORE, leaf.length);
      assertEquals(SpilledLeaf.bytes(own), SpilledLeaf.length(spilled, BEFORE));

      for (int width = Math.max(1, own); width <= 16; width++) {
        byte[] records = new byte[BEFORE + LeafRecord.bytes(width)];
        random.nextBytes(records);
        byte[] before = Arrays.copyOf(records, BEFORE);
        SpilledLeaf.toRecord(spilled, BEFORE, records, BEFORE, width);
        assertArrayEquals(before, Arrays.copyOf(records, BEFORE));
        assertArrayEquals(
            Arrays.copyOf(leaf, Locator.BYTES),
            Arrays.copyOfRange(records, BEFORE, BEFORE + Locator.BYTES));
        assertArrayEquals(
            bigEndian(balance, width),
            Arrays.copyOfRange(records, BEFORE + Locator.BYTES, records.length));
        assertEquals(high, LeafRecord.high(records, BEFORE, width));
        assertEquals(low, LeafRecord.low(records, BEFORE, width));
      }
    }
  }
}
