package dev.solvent.attest.bitcoin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.attest.octets.OctetReader;
import dev.solvent.merkle.MalformedException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WireTest {
  private static OctetReader before(byte[] length, int bytes) {
    return new OctetReader(Arrays.copyOf(length, length.length + bytes));
  }

  /** The least and the most of each form, as the protocol's documentation has them. */
  @ParameterizedTest
  @CsvSource({
    "0, 00",
    "252, fc",
    "253, fdfd00",
    "65535, fdffff",
    "65536, fe00000100",
  })
  void lengths_takeTheShortestForm(int length, String hex) throws MalformedException {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertArrayEquals(bytes, new Wire().length(length).toBytes());
    assertEquals(length, Wire.readLength(before(bytes, length)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"fd0000", "fdfc00", "fe00000000", "feffff0000", "ff0000010000000000", "ff"})
  void lengths_inALongerForm_areRefused(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThrows(MalformedException.class, () -> Wire.readLength(before(bytes, 1 << 17)));
  }

  @ParameterizedTest
  @ValueSource(ints = {253, 65_535, 65_536})
  void lengths_ofMoreThanIsThere_areRefused(int length) {
    byte[] bytes = new Wire().length(length).toBytes();
    assertThrows(MalformedException.class, () -> Wire.readLength(before(bytes, length - 1)));
  }
}
