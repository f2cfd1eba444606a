package dev.solvent.server.solvency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.program.UserError;
import dev.solvent.attest.solvency.TermLiability;
import dev.solvent.attest.solvency.Terms;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Ticker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Terms are in smallest units and seconds, in any order and each once. */
final class TermsFileTest {
  @TempDir private Path folder;

  private List<TermLiability> read(String rows) throws Exception {
    Path file = folder.resolve("terms.csv");
    Files.writeString(file, "asset,seconds,units\n" + rows);
    return TermsFile.read(file);
  }

  @Test
  void rows_comeInTheOrderOfTheFormat() throws Exception {
    Ticker eth = new Ticker("ETH");
    assertEquals(
        List.of(
            new TermLiability(new Ticker("BTC"), 60, Amount.of(1)),
            new TermLiability(eth, 100, Amount.of(2)),
            new TermLiability(eth, 2_592_000, Amount.of(3))),
        read("ETH,2592000,3\nETH,100,2\nBTC,60,1\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ETH,0,1|column 2 (seconds): seconds \"0\"",
        "ETH,864000001,1|column 2 (seconds)",
        "ETH,1d,1|column 2 (seconds)",
        "ETH,1,1.5|column 3 (units)",
        "ETH,1,-1|column 3 (units)",
        "eth,1,1|column 1 (asset)",
        "ETH,1|2 cells",
        "''|no term",
      })
  void row_ofAnotherForm_isRefusedWithItsPlace(String row, String words) {
    UserError error = assertThrows(UserError.class, () -> read(row.isEmpty() ? "" : row + "\n"));
    assertTrue(error.details().getFirst().contains(words), error.details().toString());
  }

  @Test
  void sameTermTwice_isRefused() {
    UserError error = assertThrows(UserError.class, () -> read("ETH,1,1\nETH,1,2\n"));
    assertTrue(error.details().getFirst().contains("ETH in 1 s again, first on line 2"));
  }

  @Test
  void moreTermsThanTheFormatHasRoomFor_areRefused() throws Exception {
    StringBuilder rows = new StringBuilder();
    for (int i = 1; i <= Terms.MAX_TERMS; i++) {
      rows.append("ETH,").append(i).append(",1\n");
    }
    assertEquals(Terms.MAX_TERMS, read(rows.toString()).size());
    UserError error = assertThrows(UserError.class, () -> read(rows + "BTC,1,1\n"));
    assertTrue(
        error.details().getFirst().contains("line 20002: row 20001, want at most 20000"),
        error.details().toString());
    assertTrue(error.hint().contains("horizons"), error.hint());
  }
}
