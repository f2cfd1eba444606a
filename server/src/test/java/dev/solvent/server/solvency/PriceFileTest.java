package dev.solvent.server.solvency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.prices.Label;
import dev.solvent.attest.prices.Quote;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Ticker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a price file says is taken to the last digit, or refused with its line and column. */
final class PriceFileTest {
  private static final Label DESK = new Label("desk");
  private static final String TIME = "2026-09-01T23:59:11Z";

  @TempDir private Path folder;

  private SortedMap<Ticker, Quote> read(String name, String text) throws Exception {
    Path file = folder.resolve(name);
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    return PriceFile.read(DESK, file);
  }

  private UserError refused(String name, String text) {
    return assertThrows(UserError.class, () -> read(name, text));
  }

  private static Quote quote(String units) throws Exception {
    return new Quote(Amount.parse(units), DESK, Timestamp.parse(TIME));
  }

  private static String json(String row) {
    return "{\n \"prices\": [\n  " + row + "\n ]\n}\n";
  }

  @Test
  void csv_isExactTo18Places() throws Exception {
    SortedMap<Ticker, Quote> read =
        read(
            "desk.csv",
            "asset,price,time\r\nBTC,60120.50," + TIME + "\nDUST,0.000000000000000001," + TIME);
    assertEquals(quote("60120500000000000000000"), read.get(new Ticker("BTC")));
    assertEquals(quote("1"), read.get(new Ticker("DUST")));
    assertEquals(2, read.size());
  }

  @Test
  void json_saysTheSame() throws Exception {
    SortedMap<Ticker, Quote> read =
        read(
            "index.json",
            json("{\"time\":\"" + TIME + "\",\"asset\":\"BTC\",\"price\":\"60120.5\"}"));
    assertEquals(quote("60120500000000000000000"), read.get(new Ticker("BTC")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'1,5'|4 cells",
        "0|want a decimal above 0",
        "0.000|want a decimal above 0",
        "-1|want a decimal above 0",
        "+1|want a decimal above 0",
        "1e3|want a decimal above 0",
        "01|want a decimal above 0",
        ".5|want a decimal above 0",
        "5.|want a decimal above 0",
        "$5|want a decimal above 0",
        "' 5'|want a decimal above 0",
        "\"5\"|want a decimal above 0",
        "''|want a decimal above 0",
        "NaN|want a decimal above 0",
        "0.0000000000000000001|at most 18 places",
        "340282366920938463463.374607431768211456|below 2^128",
      })
  void price_ofAnotherForm_isRefusedWithItsPlace(String price, String words) {
    UserError error = refused("desk.csv", "asset,price,time\nBTC," + price + "," + TIME + "\n");
    assertTrue(error.getMessage().contains("desk.csv: 1 problem"), error.getMessage());
    String line = error.details().getFirst();
    assertTrue(line.startsWith("line 2"), line);
    assertTrue(line.contains(words), line);
    assertTrue(line.contains(" cell") || line.contains("column 2 (price): "), line);
  }

  @Test
  void priceOfTheMostThatFits_isTaken() throws Exception {
    assertEquals(
        quote(Amount.MAX.toString()),
        read("desk.csv", "asset,price,time\nX,340282366920938463463.374607431768211455," + TIME)
            .get(new Ticker("X")));
  }

  @Test
  void everyProblem_isToldAtOnce() {
    UserError error =
        refused(
            "desk.csv",
            "asset,price,time\nbtc,1,"
                + TIME
                + "\nBTC,1,yesterday\n\nETH,1,"
                + TIME
                + "\nETH,2,"
                + TIME
                + "\n");
    List<String> lines = error.details().stream().filter(line -> line.startsWith("line")).toList();
    assertEquals(4, lines.size(), lines.toString());
    assertTrue(lines.get(0).startsWith("line 2, column 1 (asset): asset \"btc\""), lines.get(0));
    assertTrue(lines.get(1).startsWith("line 3, column 3 (time): time \"yesterday\""));
    assertTrue(lines.get(2).startsWith("line 4: 1 cell in \"\", want 3"), lines.get(2));
    assertTrue(lines.get(3).contains("ETH again, first on line 5"), lines.get(3));
    assertTrue(error.hint().contains("take the other one away"), error.hint());
  }

  @Test
  void headerOfAnotherOrder_isRefused_ratherThanGuessed() {
    UserError error = refused("desk.csv", "asset,time,price\nBTC," + TIME + ",1\n");
    assertTrue(error.details().getFirst().contains("line 1: header \"asset,time,price\""));
  }

  @Test
  void emptyTable_andEmptyFile_areRefused() {
    assertTrue(refused("desk.csv", "asset,price,time\n").details().getFirst().contains("no price"));
    assertTrue(refused("desk.csv", "").details().toString().contains("header"));
    assertTrue(refused("a.json", "{\"prices\":[]}").details().getFirst().contains("no price"));
  }

  @Test
  void bytesThatNobodySees_areNamed() {
    assertTrue(
        refused("desk.csv", "\uFEFFasset,price,time\nBTC,1," + TIME)
            .details()
            .getFirst()
            .contains("line 1, character 1: byte 0xEF"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{`asset`:`BTC`,`price`:60120.5,`time`:`T`}|line 3, character 33|want a text in quotes",
        "{`asset`:`BTC`,`price`:`1`}|line 3, character 30|without time",
        "{`asset`:`BTC`,`asset`:`ETH`,`price`:`1`,`time`:`T`}|line 3, character 2|no JSON",
        "{`asset`:`BTC`,`price`:`1`,`time`:`T`,`note`:``}|line 3, character|key \"note\"",
        "{`asset`:`BTC`,`price`:`1`,`time`:`T`},|line 4, character 3|no JSON",
        "{`asset`:`BTC`,`price`:`1e3`,`time`:`T`}|line 3, character 26 (prices[0].price)|above 0",
        "[]|line 3, character|want an object",
      })
  void json_ofAnotherForm_isRefusedWithItsPlace(String row, String place, String words) {
    String text = json(row.replace('`', '"').replace("\"T\"", "\"" + TIME + "\""));
    String line = refused("index.json", text).details().getFirst();
    assertTrue(line.contains(place), line);
    assertTrue(line.contains(words), line);
  }

  @Test
  void json_withMoreAroundIt_isRefused() {
    String row = "{\"asset\":\"BTC\",\"price\":\"1\",\"time\":\"" + TIME + "\"}";
    assertTrue(refused("a.json", "[" + row + "]").details().getFirst().contains("want an object"));
    assertTrue(
        refused("a.json", "{\"prices\":[" + row + "],\"x\":1}")
            .details()
            .getFirst()
            .contains("nothing beside prices"));
    assertTrue(
        refused("a.json", "{\"prices\":[" + row + "]} {}")
            .details()
            .getFirst()
            .contains("after the end"));
    assertTrue(refused("a.json", "").details().getFirst().contains("want an object"));
  }

  @Test
  void fileThatIsNotThere_orTooLarge_isSaidInWords() throws Exception {
    UserError missing =
        assertThrows(UserError.class, () -> PriceFile.read(DESK, folder.resolve("none.csv")));
    assertTrue(missing.getMessage().contains("none.csv: no such file"), missing.getMessage());
    String large = "asset,price,time\n" + "X".repeat(8 << 20);
    assertTrue(refused("large.csv", large).getMessage().contains("over 8388608 bytes"));
  }

  /** In no more memory than the file has, whatever is wrong with each of its lines. */
  @ParameterizedTest
  @ValueSource(strings = {"\n", ",,\n", "\u00E9\n"})
  void fileOfProblems_isRefusedWithTheFirstOfThem(String line) {
    String header = "asset,price,time\n";
    int bytes = line.getBytes(StandardCharsets.UTF_8).length;
    UserError error =
        refused("desk.csv", header + line.repeat(((8 << 20) - header.length()) / bytes));
    assertTrue(error.getMessage().contains("the first 20 problems"), error.getMessage());
    List<String> lines = error.details().stream().filter(each -> each.startsWith("line")).toList();
    assertEquals(20, lines.size(), lines.toString());
    assertTrue(lines.getFirst().startsWith("line 2"), lines.getFirst());
  }

  @Test
  void firstProblems_areThoseOfTheFirstLines_whateverIsWrongWithThem() {
    String rows = "btc,1," + TIME + "\n" + "\n".repeat(30);
    UserError error = refused("desk.csv", "asset,price,time\n" + rows);
    assertTrue(error.getMessage().contains("the first 20 problems"), error.getMessage());
    assertTrue(error.details().getFirst().startsWith("line 2, column 1 (asset)"));
    UserError all = refused("desk.csv", "asset,price,time\n" + "\n".repeat(20));
    assertTrue(all.getMessage().contains("desk.csv: 20 problems"), all.getMessage());
  }
}
