package dev.solvent.attest.evm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.solvent.merkle.MalformedException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes: RLP that prints back, or a refusal. */
class RlpFuzzTest {
  static Stream<byte[]> seeds() throws Exception {
    return Stream.of(
            "c88363617483646f67", "b838" + "61".repeat(56), "c7c0c1c0c3c0c1c0", "bf", "f90000")
        .map(HexFormat.of()::parseHex);
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "1m")
  void anyBytes(byte[] bytes) {
    try {
      assertArrayEquals(bytes, Rlp.parse(bytes, 1 << 16).toBytes());
    } catch (MalformedException e) {
      assertEquals(MalformedException.class, e.getClass());
    }
  }
}
