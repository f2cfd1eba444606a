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

  @Test
  void aTime_isInTheLargestUnitThatItHasTwoOf() throws Exception {
    Exchange exchange = new Exchange().price("A", 1_000).owes("A", 10).holds("A", 12);
    long[] seconds = {119, 120, 7_199, 7_200, 172_799, 172_800};
    for (int i = 0; i < seconds.length; i++) {
      exchange.horizon("h" + i, seconds[i], 0);
    }
    List<String> lines = SolvencyText.lines(exchange.report().getBytes(StandardCharsets.UTF_8));
    List<String> spans = List.of("119 s", "2 min", "119 min", "2 h", "47 h", "2 d");
    for (int i = 0; i < seconds.length; i++) {
      String wanted = "  within h" + i + " (" + spans.get(i) + ") ";
      assertTrue(lines.stream().anyMatch(line -> line.startsWith(wanted)), lines::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "{\"quote\":1}", "{\"quote\":{\"asset\":1}}"})
  void whatIsNoReport_isMalformed(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThrows(MalformedException.class, () -> SolvencyText.lines(bytes));
  }
}
