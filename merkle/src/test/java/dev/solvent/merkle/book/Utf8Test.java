package dev.solvent.merkle.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf8Test {
  private static int firstBad(byte[] bytes) {
    return Utf8.firstBad(bytes, 0, bytes.length);
  }

  /** Where the JDK's decoder stops. */
  private static int reference(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    boolean bad =
        !StandardCharsets.UTF_8
            .newDecoder()
            .decode(in, CharBuffer.allocate(bytes.length + 1), true)
            .isUnderflow();
    return bad ? in.position() : -1;
  }

  @ParameterizedTest
  @CsvSource({
    "41, -1",
    "C3BC, -1",
    "E282AC, -1",
    "F09F9880, -1",
    "F48FBFBF, -1",
    "ED9FBF, -1",
    "EE8080, -1",
    "E0A080, -1",
    "F0908080, -1",
    "C280, -1",
    "80, 0",
    "41FF, 1",
    "C3, 0",
    "41C3, 1",
    "E282, 0",
    "F09F98, 0",
    "C341, 0",
    "E28241, 0",
    "F09F9841, 0",
    "C080, 0",
    "C1BF, 0",
    "E09FBF, 0",
    "EDA080, 0",
    "F08FBFBF, 0",
    "F4908080, 0",
    "F5808080, 0",
    "FE, 0",
    "E2C2AC, 0",
    "F0C29880, 0",
    "C3BC80, 2"
  })
  void firstBad_ofHandPickedBytes(String hex, int expected) {
    assertEquals(expected, firstBad(HexFormat.of().parseHex(hex)));
  }

  @Test
  void firstBad_ofAPart_looksAtNoOtherByte() {
    byte[] bytes = {(byte) 0xFF, 'a', (byte) 0xC3, (byte) 0xBC};
    assertEquals(-1, Utf8.firstBad(bytes, 1, 2));
    assertEquals(2, Utf8.firstBad(bytes, 1, 3));
    assertEquals(-1, Utf8.firstBad(bytes, 1, 4));
    assertEquals(-1, Utf8.firstBad(bytes, 0, 0));
  }

  @Test
  void firstBad_ofEveryPairOfBytes_agreesWithTheDecoder() {
    for (int pair = 0; pair < 1 << 16; pair++) {
      byte[] bytes = {(byte) (pair >>> 8), (byte) pair};
      assertEquals(reference(bytes), firstBad(bytes));
    }
  }

  @Property(tries = 5000)
  void firstBad_ofAnyBytes_agreesWithTheDecoder(@ForAll("bytes") byte[] bytes) {
    assertEquals(reference(bytes), firstBad(bytes));
  }

  @Provide
  Arbitrary<byte[]> bytes() {
    Arbitrary<Byte> one = Arbitraries.integers().between(0, 255).map(Integer::byteValue);
    Arbitrary<Byte> edge =
        Arbitraries.of(
                0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC2, 0xDF, 0xE0, 0xED, 0xEF, 0xF0,
                0xF4)
            .map(Integer::byteValue);
    return Arbitraries.oneOf(edge, one).array(byte[].class).ofMaxSize(8);
  }
}
