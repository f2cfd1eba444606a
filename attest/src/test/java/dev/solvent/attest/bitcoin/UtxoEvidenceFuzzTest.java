package dev.solvent.attest.bitcoin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.solvent.merkle.MalformedException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes a file has: evidence that prints back, or a refusal. */
class UtxoEvidenceFuzzTest {
  static Stream<byte[]> seeds() throws Exception {
    return Stream.of(UtxoEvidenceTest.example(), new byte[0]);
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "1m")
  void anyBytes(byte[] bytes) {
    try {
      assertArrayEquals(bytes, UtxoEvidence.parse(bytes).toBytes());
    } catch (MalformedException e) {
      assertEquals(MalformedException.class, e.getClass());
    }
  }
}
