package dev.solvent.merkle.book;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes looked at as one number. Marks are words whose bytes are 0x80 where a byte was found
 * and 0 elsewhere; the first byte in memory is the lowest.
 */
final class Words {
  /** How far past the last byte of a text its array must reach, for the last word. */
  static final int ROOM = 8;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long TOPS = 0x8080808080808080L;
  private static final long QUOTES = 0x2222222222222222L;
  private static final long LINE_FEEDS = 0x0A0A0A0A0A0A0A0AL;
  private static final long SPACES = 0x2020202020202020L;
  private static final long POINTS = 0x2E2E2E2E2E2E2E2EL;
  private static final long ZEROS = 0x3030303030303030L;

  private Words() {}

  static long get(byte[] bytes, int at) {
    return (long) WORD.get(bytes, at);
  }

  static void put(byte[] bytes, int at, long word) {
    WORD.set(bytes, at, word);
  }

  static long quotes(long word) {
    return zeros(word ^ QUOTES);
  }

  static long lineFeeds(long word) {
    return zeros(word ^ LINE_FEEDS);
  }

  static long points(long word) {
    return zeros(word ^ POINTS);
  }

  /**
   * Marks every byte below 0x2D: the comma, the quote, CR and LF, and little else that stands in
   * books (digits, letters, point, hyphen and {@code @} are above).
   */
  static long belowHyphen(long word) {
    return ~((word & ~TOPS) + 0x5353535353535353L) & ~word & TOPS; // 0x53 = 0x80 - 0x2D
  }

  static boolean isAscii(long word) {
    return (word & TOPS) == 0;
  }

  /**
   * Whether the first {@code count} of eight bytes are all of ASCII and none a control character.
   */
  static boolean isPlain(long word, int count) {
    long after = -1L << (8 * count - 8) << 8; // the bytes that do not count
    long x = (word & ~after) | (SPACES & after);
    long controls = (x + 0x0101010101010101L) | ~(x + 0x6060606060606060L); // 0x7F, below 0x20
    return ((x | controls) & TOPS) == 0;
  }

  /** The number that the first {@code count} of eight bytes are in decimal; -1 if they are not. */
  static long decimal(long word, int count) {
    if (count == 0) {
      return 0;
    }
    // Each byte becomes its digit's value; zeros come before those that count.
    long x = (word ^ ZEROS) << (64 - 8 * count);
    if ((((x + 0x7676767676767676L) | x) & TOPS) != 0) { // 0x76 = 0x80 - 10
      return -1;
    }
    x = (10 * x + (x >>> 8)) & 0x00FF00FF00FF00FFL;
    x = (100 * x + (x >>> 16)) & 0x0000FFFF0000FFFFL;
    return (10_000 * x + (x >>> 32)) & 0xFFFFFFFFL;
  }

  /** No carry leaves a byte, so a mark never depends on its neighbours. */
  private static long zeros(long word) {
    return ~(((word & ~TOPS) + ~TOPS) | word) & TOPS;
  }

  static int firstOf(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }

  static int lastOf(long marks) {
    return 7 - (Long.numberOfLeadingZeros(marks) >>> 3);
  }

  /** The marks that stand before the first of {@code others}; all of them where there is none. */
  static long before(long marks, long others) {
    return marks & (others - 1) & ~others;
  }
}
