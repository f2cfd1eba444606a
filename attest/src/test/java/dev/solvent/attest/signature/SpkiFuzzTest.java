package dev.solvent.attest.signature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
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

  /** A signer's lower form is the strict one; nothing that a fuzzer finds is a signature. */
  @MethodSource("signatures")
  @FuzzTest
  void signature_ofAnyBytes_isJudged(byte[] bytes) {
    byte[] message = {1};
    assertFalse(TestSigner.ed25519().key().verify(message, bytes));
    assertFalse(TestSigner.p256().key().verify(message, bytes));
    try {
      byte[] lower = EcdsaSignature.lower(bytes);
      assertTrue(EcdsaSignature.isStrict(lower));
      assertTrue(!EcdsaSignature.isStrict(bytes) || Arrays.equals(bytes, lower));
    } catch (MalformedException refused) {
      assertFalse(EcdsaSignature.isStrict(bytes));
    }
  }

  static Stream<byte[]> signatures() throws IOException {
    return Stream.of(
        TestSigner.p256().sign(new byte[] {2}),
        TestSigner.ed25519().sign(new byte[] {2}),
        HexFormat.of().parseHex("3006020101020101"),
        HexFormat.of().parseHex("300702020080020101"),
        new byte[72]);
  }
}
