package dev.solvent.server.solvency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Another file than a report is malformed, whatever it has instead. */
final class ReportFiguresTest {
  private static final String LEAST =
      "{'alerts':[],'coverage':{},'format':'solvent/solvency-report/v1','matching':{},"
          + "'quote':{'asset':'USD','decimals':2},'unpriced':[{'asset':'ETH'}]}";

  private static ReportFigures parse(String json) throws MalformedException {
    return ReportFigures.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void reportOfNoTotal_isRead() throws Exception {
    ReportFigures figures = parse(LEAST);
    assertEquals(2, figures.decimals());
    assertTrue(figures.totals().isEmpty());
    assertEquals(List.of("ETH"), figures.unpriced());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'decimals':2|'decimals':9007199254740991|integer overflow",
        "'decimals':2|'decimals':'2'|decimals is no number",
        "'alerts':[]|'alerts':{}|alerts is no array",
        "'alerts':[]|'alerts':[1]|alerts holds no objects",
        "'coverage':{}|'coverage':1|coverage is no object",
        "'coverage':{},||coverage is missing",
        "solvency-report/v1|solvency-report/v2|another format",
      })
  void anotherFile_isMalformed(String good, String bad, String words) {
    MalformedException refused =
        assertThrows(
            MalformedException.class, () -> parse(LEAST.replace(good, bad == null ? "" : bad)));
    assertTrue(refused.getMessage().contains(words), refused.getMessage());
  }

  @Test
  void whatIsNoObject_isMalformed() {
    assertThrows(MalformedException.class, () -> parse("[]"));
    assertThrows(MalformedException.class, () -> parse(""));
  }
}
