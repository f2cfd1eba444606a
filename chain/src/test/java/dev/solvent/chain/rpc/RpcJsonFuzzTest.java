package dev.solvent.chain.rpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Whatever a node answers, and whatever a transcript holds: read, or refused in our words. */
class RpcJsonFuzzTest {
  static Stream<byte[]> seeds() throws Exception {
    String spec =
        Files.readString(Path.of(System.getProperty("solvent.root"), "docs/spec/transcript.md"));
    int from = spec.indexOf("```json\n") + "```json\n".length();
    return Stream.of(
            spec.substring(from, spec.indexOf("```", from)),
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32000,\"message\":\"no\"}}",
            "{\"value\":0.10000000,\"b\":[1e5,-0,\"\\ud83d\\ude00\"]}",
            "[1e0,-5E-0,{\"b\":1,\"a\":1}]", // found: a whole number that was written as another
            "1e999999999999",
            "\"\\ud800\"",
            "120",
            "Wed, 21 Oct 2026 07:28:00 GMT",
            "[[[")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  /** What was read can be kept: it prints to what reads, and prints, as the same. */
  @MethodSource("seeds")
  @FuzzTest
  void answer_ofAnyBytes_isReadOrRefused(byte[] bytes) throws Exception {
    JsonNode value;
    try {
      value = RpcJson.parse(bytes);
    } catch (RpcJson.CutShortException e) {
      return;
    } catch (MalformedException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isEmpty());
      return;
    }
    assertTrue(RpcJson.leastBytes(value) >= 32);
    byte[] printed = RpcJson.MAPPER.writeValueAsBytes(value);
    assertArrayEquals(printed, RpcJson.MAPPER.writeValueAsBytes(RpcJson.parse(printed)));
  }

  @MethodSource("seeds")
  @FuzzTest
  void transcript_ofAnyBytes_isReadOrRefused(byte[] bytes) {
    try {
      assertArrayEquals(bytes, Transcript.parse(bytes).print());
    } catch (MalformedException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isEmpty());
    }
  }

  @MethodSource("seeds")
  @FuzzTest
  void retryAfter_ofAnyBytes_isNoTimeBefore(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    assertFalse(
        RetryAfter.parse(text, Instant.EPOCH).filter(wait -> wait.isNegative()).isPresent());
  }
}
