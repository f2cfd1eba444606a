package dev.solvent.attest.ownership;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes: a challenge or proof that prints back and has an outcome, or a refusal. */
class OwnershipFuzzTest {
  static Stream<byte[]> seeds() throws Exception {
    return Stream.of(
        OwnershipSamples.eip191().toBytes(),
        SafeTest.World.of(2).signedBy(0, 1).toBytes(),
        OwnershipSamples.eip191().challenge().text().getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "1m")
  void anyBytes(byte[] bytes) {
    try {
      String text = new String(bytes, StandardCharsets.UTF_8);
      assertEquals(text, OwnershipChallenge.parse(text).text());
    } catch (MalformedException e) {
      assertEquals(MalformedException.class, e.getClass());
    }
    try {
      OwnershipProof proof = OwnershipProof.parse(bytes);
      assertArrayEquals(bytes, proof.toBytes());
      assertNotNull(
          Ownership.check(proof, OwnershipSamples.expectation(proof.challenge().account())));
    } catch (MalformedException e) {
      assertEquals(MalformedException.class, e.getClass());
    }
  }
}
