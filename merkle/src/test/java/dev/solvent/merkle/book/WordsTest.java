package dev.solvent.merkle.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** Every byte at every place, among others of every kind, against one byte after the other. */
class WordsTest {
  private interface Each {
    void word(byte[] bytes, long word);
  }

  private static void forWords(Each each) {
    Random random = new Random(3);
    int[] others = {0x00, 0x20, 0x22, 0x2C, 0x2D, 0x2E, 0x30, 0x7F, 0x80, 0xFF};
    byte[] bytes = new byte[8];
    for (int place = 0; place < 8; place++) {
      for (int value = 0; value < 256; value++) {
        for (int other : others) {
          for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt(256) : other);
          }
          bytes[place] = (byte) value;
          each.word(bytes, Words.get(bytes, 0));
        }
      }
    }
  }

  private static void assertMarks(LongUnaryOperator marks, IntPredicate found) {
    forWords((bytes, word) -> {
      long expected = 0;
      for (int i = 0; i < 8; i++) {
        expected |= found.test(bytes[i] & 0xFF) ? 0x80L << (8 * i) : 0;
      }
      assertEquals(expected, marks.applyAsLong(word));
    });
  }

  private static boolean isPlain(byte b) {
    return b >= 0x20 && b < 0x7F;
  }

  @Test
  void marks_standWhereTheByteIs() {
    assertMarks(Words::quotes, b -> b == '"');
    assertMarks(Words::lineFeeds, b -> b == '\n');
    assertMarks(Words::points, b -> b == '.');
    assertMarks(Words::belowHyphen, b -> b < '-');
  }

  @Test
  void isAscii_ofAWord_isOfAllItsBytes() {
    forWords((bytes, word) -> {
      boolean ascii = true;
      for (byte b : bytes) {
        ascii &= b >= 0;
      }
      assertEquals(ascii, Words.isAscii(word));
    });
  }

  @Test
  void isPlain_ofTheFirstBytes_isOfThoseAlone() {
    forWords((bytes, word) -> {
      boolean plain = true;
      for (int count = 1; count <= 8; count++) {
        plain &= isPlain(bytes[count - 1]);
        assertEquals(plain, Words.isPlain(word, count));
      }
    });
  }

  @Test
  void decimal_ofTheFirstBytes_isTheirNumber() {
    Random random = new Random(9);
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[8];
      for (int at = 0; at < 8; at++) {
        bytes[at] =
            (byte) (random.nextInt(40) == 0 ? random.nextInt(256) : '0' + random.nextInt(10));
      }
      long expected = 0;
      for (int count = 0; count <= 8; count++) {
        assertEquals(expected, Words.decimal(Words.get(bytes, 0), count));
        int digit = count < 8 ? bytes[count] - '0' : 0;
        expected = expected < 0 || digit < 0 || digit > 9 ? -1 : 10 * expected + digit;
      }
    }
  }

  @Test
  void decimal_withAnyOtherByteAnywhere_isNone() {
    for (int value = 0; value < 256; value++) {
      for (int place = 0; place < 8; place++) {
        byte[] bytes = Collected.utf8("12345678");
        bytes[place] = (byte) value;
        assertEquals(value >= '0' && value <= '9', Words.decimal(Words.get(bytes, 0), 8) >= 0);
        assertTrue(Words.decimal(Words.get(bytes, 0), place) >= 0);
      }
    }
  }

  @Test
  void positions_ofMarks_areThoseOfBytes() {
    for (int first = 0; first < 8; first++) {
      for (int last = first; last < 8; last++) {
        long marks = 0x80L << (8 * first) | 0x80L << (8 * last);
        assertEquals(first, Words.firstOf(marks));
        assertEquals(last, Words.lastOf(marks));
        long all = 0x8080808080808080L;
        assertEquals(first, Long.bitCount(Words.before(all, marks)));
      }
    }
    assertEquals(8, Words.firstOf(0));
    assertEquals(0x8000L, Words.before(0x8000L, 0));
  }
}
