package dev.solvent.attest.bitcoin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.MalformedException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScriptsTest {
  private static byte[] push(String opcode, int length) {
    byte[] code = HexFormat.of().parseHex(opcode);
    return Arrays.copyOf(code, code.length + length);
  }

  @ParameterizedTest
  @CsvSource({
    "00, 0",
    "01, 1",
    "4b, 75",
    "4c4c, 76",
    "4cff, 255",
    "4d0001, 256",
    "4d0802, 520",
  })
  void pushes_takeTheShortestForm(String opcode, int length) throws MalformedException {
    byte[] once = push(opcode, length);
    List<Octets> want = List.of(Octets.of(new byte[length]));
    assertEquals(want, Scripts.pushes(once));
    byte[] twice = Arrays.copyOf(once, 2 * once.length);
    System.arraycopy(once, 0, twice, once.length, once.length);
    assertEquals(List.of(want.getFirst(), want.getFirst()), Scripts.pushes(twice));
  }

  /** A longer form would be a second signature; another opcode does something when it is run. */
  @ParameterizedTest
  @CsvSource({
    "4c00, 0",
    "4c4b, 75",
    "4d0000, 0",
    "4dff00, 255",
    "4d0902, 521",
    "4e00010000, 256",
    "51, 0",
    "51, 300",
    "ac, 300",
    "ff, 300",
    "4b, 74",
    "4c4c, 75",
    "4d0001, 255",
    "4c, 0",
    "4d01, 0",
  })
  void anythingElse_isRefused(String opcode, int length) {
    assertThrows(MalformedException.class, () -> Scripts.pushes(push(opcode, length)));
  }

  @Test
  void pushes_areAtMost32() throws MalformedException {
    assertEquals(32, Scripts.pushes(new byte[32]).size());
    assertThrows(MalformedException.class, () -> Scripts.pushes(new byte[33]));
  }
}
