package dev.solvent.attest.signature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.solvent.merkle.MalformedException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes a key has: one that prints back, or a refusal. */
class SpkiFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.of(
        TestSigner.ed25519().key().spki(),
        TestSigner.p256().key().spki(),
        new byte[91],
        new byte[0]);
  }

  @MethodSource("seeds")
  @FuzzTest
  void key_ofAnyBytes_isReadOrRefused(byte[] bytes) {
    try {
      VerifyingKey key = VerifyingKey.ofSpki(bytes);
      assertArrayEquals(bytes, key.spki());
      assertFalse(key.verify(bytes, bytes));
    } catch (MalformedException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isEmpty());
    }
  }
}
