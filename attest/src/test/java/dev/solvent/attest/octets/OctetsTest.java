package dev.solvent.attest.octets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.merkle.MalformedException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OctetsTest {
  @Test
  void bytes_areCopiedInAndOut() throws MalformedException {
    byte[] bytes = {1, (byte) 0xFF};
    Octets octets = Octets.of(bytes);
    bytes[0] = 9;
    octets.toBytes()[1] = 9;
    assertEquals("01ff", octets.toString());
    assertEquals(octets, Octets.parseHex("01ff"));
    assertEquals(octets, Octets.parseBase64(octets.toBase64()));
    assertTrue(octets.compareTo(Octets.EMPTY) > 0);
    assertTrue(octets.compareTo(Octets.of(new byte[] {1, 1})) > 0);
  }

  @Test
  void hexOfAnotherForm_isRefused() {
    for (String bad : List.of("0", "FF", "0x", "0g", " 00", "٠٠")) {
      assertThrows(MalformedException.class, () -> Octets.parseHex(bad), bad);
    }
  }

  @Test
  void reader_takesNoMoreThanThereIs() throws MalformedException {
    OctetReader in = new OctetReader(new byte[] {1, 2, 3, 4});
    assertEquals(0x0201, in.little(2));
    assertThrows(MalformedException.class, () -> in.take(3));
    assertThrows(MalformedException.class, () -> in.take(-1));
    assertThrows(MalformedException.class, in::end);
    assertArrayEquals(new byte[] {3, 4}, in.take(2));
    in.end();
    assertThrows(MalformedException.class, in::u8);
  }
}
