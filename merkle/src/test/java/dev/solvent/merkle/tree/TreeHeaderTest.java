package dev.solvent.merkle.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Commitment;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class TreeHeaderTest {
  private static final TreeHeader HEADER =
      new TreeHeader(
          Books.ISSUER,
          Books.EPOCH,
          Books.BTC,
          new Commitment(Hash.of(new byte[32]), Amount.of(300), 5),
          17,
          1,
          2);

  /** Changes bytes and makes the checksum right again, as no accident does. */
  private static byte[] resealed(byte[] header, int at, int value) throws Exception {
    byte[] bytes = header.clone();
    bytes[at] = (byte) value;
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    sha.update(bytes, 0, bytes.length - 32);
    System.arraycopy(sha.digest(), 0, bytes, bytes.length - 32, 32);
    return bytes;
  }

  @Test
  void header_isReadAsItWasWritten() throws Exception {
    assertEquals(HEADER, TreeHeader.parse(HEADER.toBytes()));
  }

  @Test
  void everyCutAndEveryAddedByte_isRefused() {
    byte[] good = HEADER.toBytes();
    for (int length = 0; length < good.length; length++) {
      byte[] cut = Arrays.copyOf(good, length);
      assertThrows(MalformedException.class, () -> TreeHeader.parse(cut));
    }
    byte[] longer = Arrays.copyOf(good, good.length + 1);
    assertThrows(MalformedException.class, () -> TreeHeader.parse(longer));
    assertThrows(MalformedException.class, () -> TreeHeader.parse(new byte[1 << 20]));
  }

  @Test
  void everyByteWithEveryValue_isRefusedOrAnotherHeader() throws Exception {
    byte[] good = HEADER.toBytes();
    for (int at = 0; at < good.length - 32; at++) {
      for (int value = 0; value < 256; value++) {
        byte[] bytes = resealed(good, at, value);
        try {
          assertArrayEquals(bytes, TreeHeader.parse(bytes).toBytes());
        } catch (MalformedException e) {
          assertTrue(!Arrays.equals(bytes, good), e.getMessage());
        }
      }
    }
  }

  @Test
  void anotherVersion_isRefusedByName() throws Exception {
    byte[] next = resealed(HEADER.toBytes(), 8, 2);
    MalformedException refused =
        assertThrows(MalformedException.class, () -> TreeHeader.parse(next));
    assertEquals("tree format 2, want 1", refused.getMessage());
  }

  @Test
  void widthsThatAreNotTheLeast_areRefused() {
    Commitment commitment = HEADER.commitment();
    for (int[] widths : new int[][] {{1, 1}, {1, 3}, {3, 2}, {0, 2}}) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              new TreeHeader(
                  Books.ISSUER, Books.EPOCH, Books.BTC, commitment, 17, widths[0], widths[1]));
    }
  }

  @Test
  void moreAccountsThanLeaves_areRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new TreeHeader(Books.ISSUER, Books.EPOCH, Books.BTC, HEADER.commitment(), 33, 1, 2));
  }

  @Test
  void exampleOfTheSpec_isAHeader() throws Exception {
    Path root = Path.of(System.getProperty("solvent.root", ".."));
    String spec = Files.readString(root.resolve("docs/spec/tree-files.md"));
    int start = spec.indexOf("```hex\n") + 7;
    StringBuilder hex = new StringBuilder();
    spec.substring(start, spec.indexOf("```", start)).lines().forEach(hex::append);
    byte[] bytes = HexFormat.of().parseHex(hex);
    TreeHeader header = TreeHeader.parse(bytes);
    assertEquals(4, header.accounts());
    assertEquals("2099999942000008", header.commitment().total().toString());
  }

  /** No bytes make the reader do anything but refuse, or read what it would write. */
  @FuzzTest
  void fuzzHeader(byte[] bytes) {
    try {
      assertArrayEquals(bytes, TreeHeader.parse(bytes).toBytes());
    } catch (MalformedException e) {
      assertTrue(!String.valueOf(e.getMessage()).isEmpty());
    }
  }

  /** The same behind a checksum that is right, which a fuzzer alone would never find. */
  @FuzzTest
  void fuzzSealedHeader(byte[] bytes) throws Exception {
    if (bytes.length > 0) {
      fuzzHeader(resealed(Arrays.copyOf(bytes, bytes.length + 32), 0, bytes[0]));
    }
  }
}
