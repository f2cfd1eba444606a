package dev.solvent.attest.evm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.solvent.merkle.MalformedException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes: a header that is those bytes, or a refusal. */
class BlockHeaderFuzzTest {
  static Stream<byte[]> seeds() throws Exception {
    return Stream.of(15, 16, 21, 23)
        .map(fields -> EvmSamples.headerRlp(PatriciaProof.EMPTY_ROOT, 5, fields).toBytes());
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "1m")
  void anyBytes(byte[] bytes) {
    try {
      BlockHeader header = BlockHeader.parse(bytes);
      assertArrayEquals(bytes, header.rlp().toBytes());
      assertEquals(Keccak256.hash(bytes), header.hash());
    } catch (MalformedException e) {
      assertEquals(MalformedException.class, e.getClass());
    }
  }
}
