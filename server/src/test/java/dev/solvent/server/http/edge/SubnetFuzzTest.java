package dev.solvent.server.http.edge;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whom a proxy's word is taken from: an address is read without asking anybody for a name. */
class SubnetFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.of("10.0.0.1", "10.0.0.0/8", "::1", "2001:db8::/32", "localhost", "1.2.3.4/33")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void subnet_ofAnyText_isReadOrRefused(byte[] bytes) {
    try {
      assertNotNull(Subnet.parse(new String(bytes, StandardCharsets.UTF_8)));
    } catch (MalformedException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isEmpty());
    }
  }
}
