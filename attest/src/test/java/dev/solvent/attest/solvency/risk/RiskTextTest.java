package dev.solvent.attest.solvency.risk;

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

final class RiskTextTest {
  @Test
  void theExample_reads() throws Exception {
    List<String> lines = RiskText.lines(SpecFile.of("risk-report.md").example());
    try (InputStream file = RiskTextTest.class.getResourceAsStream("risk.txt")) {
      assertEquals(
          new String(file.readAllBytes(), StandardCharsets.UTF_8), String.join("\n", lines) + "\n");
    }
  }

  @Test
  void aFigureThatIsMissing_saysWhy() throws Exception {
    String none =
        new String(SpecFile.of("risk-report.md").example(), StandardCharsets.UTF_8)
            .replace(
                "{\"shortfall\":\"2012048\",\"valueAtRisk\":\"1574161\"}",
                "{\"unavailable\":\"no price history, want one\"}");
    List<String> lines = RiskText.lines(none.getBytes(StandardCharsets.UTF_8));
    assertTrue(lines.contains("  none: no price history, want one"), lines::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "{\"quote\":1}"})
  void whatIsNoReport_isMalformed(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThrows(MalformedException.class, () -> RiskText.lines(bytes));
  }
}
