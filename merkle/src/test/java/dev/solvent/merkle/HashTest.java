package dev.solvent.merkle;

import static dev.solvent.merkle.Samples.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The 32-byte values: one spelling each, copied in and out. */
final class HashTest {
  private static final String HEX =
      "00ff0123456789abcdef0123456789abcdef0123456789abcdef0123456789ab";

  /** Everything that is read from 64 hex digits. */
  enum Kind {
    HASH,
    LOCATOR,
    MASTER_SECRET,
    CUSTOMER_KEY,
    ACCOUNT_KEY,
    BLANK_KEY;

    byte[] parse(String hex) throws MalformedException {
      return switch (this) {
        case HASH -> Hash.parse(hex).toBytes();
        case LOCATOR -> Locator.parse(hex).exposeBytes();
        case MASTER_SECRET -> MasterSecret.parse(hex).exposeBytes();
        case CUSTOMER_KEY -> CustomerKey.parse(hex).exposeBytes();
        case ACCOUNT_KEY -> AccountKey.parse(hex).exposeBytes();
        case BLANK_KEY -> BlankKey.parse(hex).exposeBytes();
      };
    }

    byte[] copied(byte[] bytes) {
      return switch (this) {
        case HASH -> Hash.of(bytes).toBytes();
        case LOCATOR -> Locator.of(bytes).exposeBytes();
        case MASTER_SECRET -> new MasterSecret(bytes).exposeBytes();
        case CUSTOMER_KEY -> new CustomerKey(bytes).exposeBytes();
        case ACCOUNT_KEY -> new AccountKey(bytes).exposeBytes();
        case BLANK_KEY -> new BlankKey(bytes).exposeBytes();
      };
    }

    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsItsOneSpelling(Kind kind) throws MalformedException {
    assertArrayEquals(HexFormat.of().parseHex(HEX), kind.parse(HEX));
  }

  @ParameterizedTest
  @EnumSource
  void refusesOtherLengths_andTellsNothingOfTheText(Kind kind) {
    for (String text : List.of("", HEX.substring(1), HEX + "0", HEX + "\n", "0x" + HEX)) {
      MalformedException refused = assertThrows(MalformedException.class, () -> kind.parse(text));
      assertEquals(
          kind.label() + " of " + text.length() + " characters, want 64 lower-case hex digits",
          refused.getMessage());
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesOtherCharacters_atEveryPlace(Kind kind) {
    for (char wrong : "ABCDEFGgz/:@` -\u0000\u0660\uFF11é".toCharArray()) {
      for (int i = 0; i < 64; i++) {
        String text = HEX.substring(0, i) + wrong + HEX.substring(i + 1);
        MalformedException refused = assertThrows(MalformedException.class, () -> kind.parse(text));
        assertEquals(
            kind.label() + " with a wrong character at " + i + ", want 64 lower-case hex digits",
            refused.getMessage());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesOtherNumbersOfBytes(Kind kind) {
    for (int length : List.of(0, 16, 31, 33, 64)) {
      assertThrows(IllegalArgumentException.class, () -> kind.copied(bytes(length, 0)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void isCopiedIn(Kind kind) {
    byte[] given = bytes(32, 1);
    byte[] before = kind.copied(given);
    given[0] = 99;
    assertNotEquals(99, before[0]);
  }

  @Test
  void isCopiedOut() {
    Hash hash = Hash.of(bytes(32, 1));
    hash.toBytes()[0] = 99;
    assertArrayEquals(bytes(32, 1), hash.toBytes());
    Locator locator = Locator.of(bytes(32, 1));
    locator.exposeBytes()[0] = 99;
    assertArrayEquals(bytes(32, 1), locator.exposeBytes());
    Secret secret = new AccountKey(bytes(32, 1));
    secret.exposeBytes()[0] = 99;
    assertArrayEquals(bytes(32, 1), secret.exposeBytes());
  }

  @Test
  void hash_printsWhatItReads() throws MalformedException {
    assertEquals(HEX, Hash.parse(HEX).toString());
    assertEquals(Hash.parse(HEX), Hash.of(Hash.parse(HEX).toBytes()));
    assertEquals(Hash.parse(HEX).hashCode(), Hash.of(Hash.parse(HEX).toBytes()).hashCode());
  }

  @Test
  void hash_standsAnywhereInAnArray() {
    byte[] array = bytes(100, 0);
    assertEquals(Hash.of(bytes(32, 68)), Hash.of(array, 68));
    for (int at : List.of(-1, 69, Integer.MAX_VALUE, Integer.MIN_VALUE)) {
      assertThrows(IllegalArgumentException.class, () -> Hash.of(array, at));
    }
    byte[] target = new byte[34];
    Hash.of(array, 5).copyTo(target, 1);
    assertEquals(Hash.of(array, 5), Hash.of(target, 1));
    assertEquals(0, target[0]);
    assertEquals(0, target[33]);
  }

  @Test
  void hashes_areEqualInAllBitsOnly() {
    Hash hash = Hash.of(bytes(32, 1));
    assertNotEquals(hash, Locator.of(bytes(32, 1)));
    for (int bit = 0; bit < 256; bit++) {
      assertNotEquals(hash, Hash.of(Samples.flipped(hash.toBytes(), bit)));
    }
  }

  /** Values that stand in hash tables are spread over them. */
  @Test
  void hashCodes_differ() {
    AssetTag tag = AssetTag.of(Samples.ISSUER, Samples.EPOCH, Samples.BTC);
    AssetTag next = AssetTag.of(Samples.ISSUER, new Epoch(8), Samples.BTC);
    assertNotEquals(tag.hashCode(), next.hashCode());
    assertNotEquals(tag, next);
    assertNotEquals(tag, Samples.EPOCH);
    assertNotEquals(Hash.of(bytes(32, 1)).hashCode(), Hash.of(bytes(32, 2)).hashCode());
    assertNotEquals(Locator.of(bytes(32, 1)).hashCode(), Locator.of(bytes(32, 2)).hashCode());
  }

  @Test
  void locators_sortAsUnsignedBytes() {
    byte[] low = new byte[32];
    low[0] = 0x7F;
    low[31] = (byte) 0xFF;
    byte[] high = new byte[32];
    high[0] = (byte) 0x80;
    assertEquals(-1, Integer.signum(Locator.of(low).compareTo(Locator.of(high))));
    assertEquals(1, Integer.signum(Locator.of(high).compareTo(Locator.of(low))));
    assertEquals(0, Locator.of(high).compareTo(Locator.of(high)));
    byte[] last = high.clone();
    last[31] = (byte) 0x80;
    assertEquals(-1, Integer.signum(Locator.of(high).compareTo(Locator.of(last))));
    assertEquals(Locator.of(high).hashCode(), Locator.of(high.clone()).hashCode());
    assertFalse(Locator.of(high).equals(Locator.of(last)));
  }

  @Test
  void node_printsWhatItReads() {
    Node node = new Node(Hash.of(bytes(32, 1)), new Amount(-2, 3));
    byte[] array = new byte[60];
    node.copyTo(array, 7);
    assertEquals(node, Node.of(array, 7));
    assertEquals("00".repeat(7), HexFormat.of().formatHex(array, 0, 7));
    assertEquals("fffffffffffffffe0000000000000003", HexFormat.of().formatHex(array, 39, 55));
    assertEquals("00".repeat(5), HexFormat.of().formatHex(array, 55, 60));
  }
}
