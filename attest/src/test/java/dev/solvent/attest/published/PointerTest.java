package dev.solvent.attest.published;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example of docs/spec/published.md, whole and with one fault at a time. */
final class PointerTest {
  private String example;

  @BeforeEach
  void read() throws Exception {
    Path text = Path.of(System.getProperty("solvent.root"), "docs/spec/published.md");
    example =
        Files.readAllLines(text).stream()
            .filter(line -> line.startsWith("{\"attestation\""))
            .findFirst()
            .orElseThrow();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void theExampleOfTheDocument_isRead_andPrintedAgain() throws Exception {
    Pointer pointer = Pointer.parse(bytes(example));
    assertEquals(new Epoch(2), pointer.newest().orElseThrow().epoch());
    assertEquals(1, pointer.trustRoot().version());
    assertArrayEquals(bytes(example), pointer.toBytes());
  }

  @Test
  void withoutAnAttestation_beforeTheFirst() throws Exception {
    String none = example.replaceFirst("\"attestation\":\\{[^}]*},", "");
    assertTrue(Pointer.parse(bytes(none)).newest().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"epoch\":2;\"epoch\":0",
        "pointer/v1;pointer/v2",
        "exchange.example\",\"log;Exchange.example\",\"log",
        "\"version\":1;\"version\":0",
        "\"version\":1;\"version\": 1",
        "\"version\":1;\"version\":1,\"x\":1",
        "070bc7;070BC7"
      })
  void oneFault_isRefused(String from, String to) {
    assertTrue(example.contains(from), from);
    assertThrows(MalformedException.class, () -> Pointer.parse(bytes(example.replace(from, to))));
  }
}
