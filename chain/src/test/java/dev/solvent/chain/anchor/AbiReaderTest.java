package dev.solvent.chain.anchor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What a contract returns, as it should be and as a node may send it. */
final class AbiReaderTest {
  private static AbiReader of(String... words) {
    StringBuilder hex = new StringBuilder();
    for (String word : words) {
      hex.append("0".repeat(64 - word.length())).append(word);
    }
    return new AbiReader(HexFormat.of().parseHex(hex));
  }

  private static void assertRefused(String message, AssertedRead read) {
    assertEquals(message, assertThrows(MalformedException.class, read::read).getMessage());
  }

  private interface AssertedRead {
    Object read() throws MalformedException;
  }

  @Test
  void listOfNumbers_isRead() throws MalformedException {
    assertEquals(
        List.of(BigInteger.TWO, BigInteger.TEN),
        of("20", "2", "2", "a").list(0, 2, (items, slot) -> items.number(slot, 8)));
  }

  @Test
  void octets_areRead() throws MalformedException {
    String padded = "ff01" + "0".repeat(60);
    assertArrayEquals(new byte[] {(byte) 0xFF, 1}, of("20", "2", padded).octets(0, 2));
  }

  @Test
  void whatIsNotThere_isRefused() {
    assertRefused("0 bytes returned, want 32 more at 0", () -> of().word(0));
    assertRefused("32 bytes returned, want 32 more at 32", () -> of("1").number(1, 8));
    assertRefused("32 bytes returned, want 0 more at 64", () -> of("40").octets(0, 9));
    assertRefused("64 bytes returned, want 5 more at 64", () -> of("20", "5").octets(0, 9));
    assertRefused(
        "96 bytes returned, want 32 more at 96",
        () -> of("20", "2", "1").list(0, 9, AbiReader::word));
  }

  @Test
  void whatIsTooLarge_isRefused() {
    String all = "f".repeat(64);
    assertRefused("number of 9 bits, want at most 8", () -> of("100").number(0, 8));
    assertRefused("number of 256 bits, want at most 160", () -> of(all).address(0));
    assertRefused("number of 256 bits, want at most 31", () -> of(all).octets(0, 9));
    assertRefused("length 10, want at most 9", () -> of("20", "a").octets(0, 9));
    assertRefused(
        "length " + new BigInteger(all, 16) + ", want at most 9",
        () -> of("20", all).list(0, 9, AbiReader::word));
  }

  @Test
  void textThatIsNotUtf8_isRefused() {
    String padded = "ff" + "0".repeat(62);
    assertRefused("text that is not UTF-8, want UTF-8", () -> of("20", "1", padded).text(0, 9));
  }

  /** Whatever bytes come, it ends with a value or a refusal. */
  @Property
  void anyBytes_areReadOrRefused(
      @ForAll @Size(max = 300) byte[] bytes, @ForAll @IntRange(max = 3) int slot) {
    AbiReader reader = new AbiReader(bytes);
    List<AssertedRead> reads =
        List.of(
            () -> reader.text(slot, 100),
            () -> reader.address(slot),
            () -> reader.list(slot, 32, (items, i) -> items.tuple(i).text(0, 32)));
    for (AssertedRead read : reads) {
      try {
        read.read();
      } catch (MalformedException e) {
        assertEquals(false, e.getMessage().isBlank());
      }
    }
  }
}
