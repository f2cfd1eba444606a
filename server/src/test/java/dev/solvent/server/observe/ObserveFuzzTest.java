package dev.solvent.server.observe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What an observer is asked, and what it answers. */
class ObserveFuzzTest {
  static Stream<byte[]> seeds() throws Exception {
    String block = "{\"chain\":\"eip155:1\",\"hash\":\"0x" + "ab".repeat(32) + "\"";
    return Stream.of(
        new ObserveRequest(List.of(), Octets.of(new byte[] {1, 2, 3})).toBytes(),
        ("{\"blocks\":["
                + block
                + "}],\"format\":\"solvent/observe-request/v1\",\"manifest\":\"\"}")
            .getBytes(StandardCharsets.UTF_8),
        ("{\"envelopes\":[{\"envelope\":\"e30=\"}],\"format\":\"solvent/observe-response/v1\","
                + "\"unseen\":["
                + block
                + ",\"why\":\"unknown\"}]}")
            .getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void request_ofAnyBytes_printsBackOrIsRefused(byte[] bytes) {
    try {
      assertArrayEquals(bytes, ObserveRequest.parse(bytes).toBytes());
    } catch (MalformedException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isEmpty());
    }
  }

  @MethodSource("seeds")
  @FuzzTest
  void response_ofAnyBytes_printsBackOrIsRefused(byte[] bytes) {
    try {
      assertArrayEquals(bytes, ObserveResponse.parse(bytes).toBytes());
    } catch (MalformedException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isEmpty());
    }
  }
}
