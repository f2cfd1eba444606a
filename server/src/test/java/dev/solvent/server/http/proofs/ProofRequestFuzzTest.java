package dev.solvent.server.http.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The body that anybody may send: the quick reader says what the strict one says, or nothing. */
class ProofRequestFuzzTest {
  static Stream<byte[]> seeds() {
    String pair = "{\"asset\":\"BTC\",\"locator\":\"" + "0a".repeat(32) + "\"}";
    return Stream.of(
            "{\"locators\":[" + pair + "]}",
            "{\"locators\":[" + pair + "," + pair.replace("BTC", "ETH-2.0") + "]}",
            "{\"locators\":[]}",
            "{\"locators\":[" + pair.replace("0a", "0A") + "]}",
            "{ }")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void request_ofAnyBytes_isReadOrRefused(byte[] bytes) {
    Optional<List<ProofRequest.Wanted>> quick = QuickRequest.read(bytes);
    try {
      ProofRequest strict = ProofRequest.parseAny(bytes);
      assertFalse(strict.leaves().isEmpty());
      quick.ifPresent(leaves -> assertEquals(new ProofRequest(leaves), strict));
    } catch (MalformedException refused) {
      assertTrue(quick.isEmpty(), () -> "read where it is refused: " + refused.getMessage());
    }
  }
}
