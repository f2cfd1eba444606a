package dev.solvent.attest.solvency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.SpecFile;
import dev.solvent.merkle.MalformedException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SolvencyTextTest {
  @Test
  void theExample_reads() throws Exception {
    List<String> lines = SolvencyText.lines(SpecFile.of("solvency-report.md").example());
    try (InputStream file = SolvencyTextTest.class.getResourceAsStream("report.txt")) {
      assertEquals(
          new String(file.readAllBytes(), StandardCharsets.UTF_8), String.join("\n", lines) + "\n");
    }
  }

  @Test
  void whatHasNoPrice_isSaid_andNoValueOfTheWhole() throws Exception {
    Exchange exchange = new Exchange().owes("A", 10).holds("A", 12).owes("B", 1).price("A", 1000);
    List<String> lines = SolvencyText.lines(exchange.report().getBytes(StandardCharsets.UTF_8));
    assertTrue(lines.contains("  no value of the whole: an asset has no price"), lines::toString);
    assertTrue(
        lines.stream().anyMatch(line -> line.startsWith("  B has no price: ")), lines::toString);
    assertTrue(lines.contains("  no price of B"), lines::toString);
    assertTrue(lines.stream().noneMatch(line -> line.contains("surplus")), lines::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "{\"quote\":1}", "{\"quote\":{\"asset\":1}}"})
  void whatIsNoReport_isMalformed(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThrows(MalformedException.class, () -> SolvencyText.lines(bytes));
  }
}
