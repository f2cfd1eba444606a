package dev.solvent.merkle.book;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class GunzipTest {
  private static final byte[] TEXT = Collected.utf8("account,BTC\nalice,1\n".repeat(50));

  private static byte[] unpacked(byte[] gzip) throws IOException {
    return new Gunzip(new ByteArrayInputStream(gzip)).readAllBytes();
  }

  private static String refused(byte[] gzip) {
    return assertThrows(ZipException.class, () -> unpacked(gzip)).getMessage();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** A gzip file of TEXT with these flags and this between the fixed header and the data. */
  private static byte[] withHeader(int flags, byte[] optional) {
    byte[] plain = Collected.gzip(TEXT);
    byte[] header = Arrays.copyOf(plain, 10);
    header[3] = (byte) flags;
    return joined(header, optional, Arrays.copyOfRange(plain, 10, plain.length));
  }

  /** Hands out one byte at a time and never says that more is there. */
  private static InputStream slow(byte[] bytes) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(1, length));
      }

      @Override
      public synchronized int available() {
        return 0;
      }
    };
  }

  @Test
  void members_oneOrMore_areOneText() throws IOException {
    byte[] packed = Collected.gzip(TEXT);
    assertArrayEquals(TEXT, unpacked(packed));
    assertArrayEquals(joined(TEXT, TEXT, TEXT), unpacked(joined(packed, packed, packed)));
    assertArrayEquals(TEXT, unpacked(joined(Collected.gzip(new byte[0]), packed)));
    assertArrayEquals(new byte[0], unpacked(Collected.gzip(new byte[0])));
    assertArrayEquals(new byte[0], unpacked(new byte[0]));
  }

  @Test
  void members_thatArriveSlowly_areReadToTheEnd() throws IOException {
    byte[] packed = Collected.gzip(TEXT);
    assertArrayEquals(joined(TEXT, TEXT), new Gunzip(slow(joined(packed, packed))).readAllBytes());
  }

  @Test
  void members_largerThanTheBuffer_areRead() throws IOException {
    byte[] noise = new byte[300_000];
    new Random(7).nextBytes(noise);
    assertArrayEquals(
        joined(noise, TEXT), unpacked(joined(Collected.gzip(noise), Collected.gzip(TEXT))));
  }

  @Test
  void read_ofOneByteAndOfNone() throws IOException {
    Gunzip gunzip = new Gunzip(new ByteArrayInputStream(Collected.gzip(Collected.utf8("é"))));
    assertEquals(0, gunzip.read(new byte[0]));
    assertEquals(0xC3, gunzip.read());
    assertEquals(0xA9, gunzip.read());
    assertEquals(-1, gunzip.read());
    assertEquals(-1, gunzip.read());
  }

  @Test
  void header_withOptionalParts_isSkipped() throws IOException {
    assertArrayEquals(TEXT, unpacked(withHeader(0x01, new byte[0]))); // "probably text"
    assertArrayEquals(TEXT, unpacked(withHeader(0x04, new byte[] {3, 0, 'a', 0, 'c'})));
    assertArrayEquals(TEXT, unpacked(withHeader(0x08, Collected.utf8("book.csv\0"))));
    assertArrayEquals(TEXT, unpacked(withHeader(0x10, Collected.utf8("a comment\0"))));
    assertArrayEquals(
        TEXT, unpacked(withHeader(0x1C, Collected.utf8("\1\0xbook.csv\0a comment\0"))));
  }

  @Test
  void header_withAChecksum_isChecked() throws IOException {
    CRC32 crc = new CRC32();
    byte[] header = Arrays.copyOf(Collected.gzip(TEXT), 10);
    header[3] = 0x02;
    crc.update(header);
    int checksum = (int) crc.getValue() & 0xFFFF;
    byte[] right = {(byte) checksum, (byte) (checksum >>> 8)};
    byte[] wrong = {(byte) (checksum ^ 1), (byte) (checksum >>> 8)};
    assertArrayEquals(TEXT, unpacked(withHeader(0x02, right)));
    assertEquals("a header with another checksum", refused(withHeader(0x02, wrong)));
    // The second member's checksum is of its own header alone.
    byte[] both = joined(withHeader(0x02, right), withHeader(0x02, right));
    assertArrayEquals(joined(TEXT, TEXT), unpacked(both));
  }

  @Test
  void header_withWhatNobodyKnows_isRefused() {
    byte[] packed = Collected.gzip(TEXT);
    packed[2] = 7;
    assertEquals("a compression method that is not deflate", refused(packed));
    for (int flag : new int[] {0x20, 0x40, 0x80}) {
      assertEquals("reserved flags", refused(withHeader(flag, new byte[0])));
    }
  }

  @Test
  void file_cutAnywhere_isRefused() {
    byte[] packed =
        joined(Collected.gzip(TEXT), withHeader(0x1C, Collected.utf8("\1\0xname\0comment\0")));
    int first = Collected.gzip(TEXT).length;
    for (int length = 1; length < packed.length; length++) {
      if (length != first) {
        assertEquals("an end in the middle", refused(Arrays.copyOf(packed, length)));
      }
    }
  }

  @Test
  void file_withMoreAfterAMember_isRefused() {
    byte[] packed = Collected.gzip(TEXT);
    for (String more : new String[] {"xx", "\0\0\0\0", "account,BTC\n"}) {
      assertEquals("bytes that are no gzip member", refused(joined(packed, Collected.utf8(more))));
    }
  }

  @Test
  void trailer_thatDoesNotFit_isRefused() {
    byte[] packed = Collected.gzip(TEXT);
    for (int i = 1; i <= 8; i++) {
      byte[] changed = packed.clone();
      changed[changed.length - i] ^= 0x10;
      assertEquals(
          i <= 4 ? "text of another length" : "text with another checksum", refused(changed));
    }
  }

  @Test
  void file_withAnyBitFlipped_isRefusedOrSaysTheSame() throws IOException {
    byte[] packed = Collected.gzip(TEXT);
    int same = 0;
    for (int bit = 0; bit < 8 * packed.length; bit++) {
      byte[] changed = packed.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        assertArrayEquals(TEXT, unpacked(changed));
        same++; // in the time, the operating system and other parts that are not text
      } catch (ZipException e) {
        assertTrue(e.getMessage() != null && !e.getMessage().isEmpty());
      }
    }
    assertTrue(same <= 8 * 7, "unnoticed: " + same);
  }

  /** What can be read before the damage does not depend on how much is asked for at once. */
  @Test
  void data_thatMakesNoSense_isReadUpToThere() throws IOException {
    byte[] noise = new byte[3000];
    new Random(5).nextBytes(noise);
    byte[] packed = new byte[10 + 5 + noise.length + 1];
    System.arraycopy(Collected.gzip(TEXT), 0, packed, 0, 10);
    // One stored block, not the last; then a block of the type that there is not.
    int length = noise.length;
    byte[] block = {0, (byte) length, (byte) (length >> 8), (byte) ~length, (byte) (~length >> 8)};
    System.arraycopy(block, 0, packed, 10, 5);
    System.arraycopy(noise, 0, packed, 15, length);
    packed[15 + length] = 0x07;
    for (int step : new int[] {1, 7, 1000, 3000, 5000}) {
      Gunzip gunzip = new Gunzip(new ByteArrayInputStream(packed));
      byte[] read = new byte[6000];
      int at = 0;
      while (at < length) {
        at += gunzip.read(read, at, step);
      }
      assertArrayEquals(noise, Arrays.copyOf(read, at));
      for (int again = 0; again < 2; again++) {
        assertEquals(
            "invalid block type",
            assertThrows(ZipException.class, () -> gunzip.read(new byte[9])).getMessage());
      }
    }
  }

  @Test
  void source_thatFails_failsAsItDid() {
    IOException broken = new IOException("disk on fire");
    Gunzip gunzip = new Gunzip(new FailingSource(new byte[0], broken));
    assertEquals(broken, assertThrows(IOException.class, () -> gunzip.read(new byte[9])));
  }
}
