package dev.solvent.attest.evm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.solvent.merkle.MalformedException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes a file has: evidence that prints back and has an outcome, or a refusal. */
class EvmEvidenceFuzzTest {
  static Stream<byte[]> seeds() throws Exception {
    return Stream.of(
        EvmSamples.coinEvidence().toBytes(), EvmSamples.tokenEvidence().toBytes(), new byte[0]);
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "1m")
  void anyBytes(byte[] bytes) {
    try {
      EvmEvidence evidence = EvmEvidence.parse(bytes);
      assertArrayEquals(bytes, evidence.toBytes());
      assertNotNull(new EvmHolding(EvmSamples.rules()).check(evidence));
    } catch (MalformedException e) {
      assertEquals(MalformedException.class, e.getClass());
    }
  }
}
