package dev.solvent.merkle.book;

import static dev.solvent.merkle.book.Collected.options;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.solvent.merkle.book.CsvOptions.Negatives;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CsvLongRowsTest {
  private static final CsvOptions OPTIONS = options("BTC:8", "ETH:2");
  private static final String HEADER = "account,asset,amount\n";

  private static Collected read(String rows) {
    return Collected.of(HEADER + rows, OPTIONS);
  }

  private static List<String> told(String rows) {
    Collected collected = read(rows);
    assertEquals(List.of(), collected.rows);
    return collected.told();
  }

  @Test
  void rows_haveOnePositionEach() {
    Collected collected = read("alice,BTC,0.42\nalice,ETH,1\nbob,ETH,0\n");
    assertEquals(
        List.of("2: alice BTC=42000000", "3: alice ETH=100", "4: bob ETH=0"), collected.rows);
    assertEquals(List.of(), collected.problems);
  }

  @Test
  void columns_inAnyOrder_areRead() {
    Collected collected =
        Collected.of(
            "amount,note,asset,account\n1,x,ETH,alice\n", OPTIONS.withIgnored(Set.of("note")));
    assertEquals(List.of("2: alice ETH=100"), collected.rows);
  }

  @Test
  void amounts_thatAreEmpty_areRefused() {
    assertEquals(
        List.of(
            "line 2, column 3 (amount): amount \"\", want a number -> write 0 where nothing is"
                + " owed,"
                + " or leave the row out"),
        told("alice,BTC,\n"));
  }

  @Test
  void amounts_areJudgedByTheDecimalsOfTheirAsset() {
    assertEquals(
        List.of(
            "line 2, column 3 (amount): amount \"0.001\", want at most 2 decimals -> name the asset"
                + " with its decimals, such as --asset ETH:3, or correct the book: nothing is"
                + " rounded"
                + " here"),
        told("alice,ETH,0.001\n"));
    assertEquals(List.of("2: alice BTC=100000"), read("alice,BTC,0.001\n").rows);
  }

  @Test
  void amounts_belowZeroToExclude_leaveAZero() {
    CsvOptions exclude = OPTIONS.withNegatives(Negatives.EXCLUDE);
    Collected collected = Collected.of(HEADER + "alice,BTC,-0.5\nbob,ETH,1\n", exclude);
    assertEquals(List.of("2: alice BTC=0", "3: bob ETH=100"), collected.rows);
    assertEquals(List.of("BTC=50000000"), collected.excluded);
  }

  @Test
  void assets_thatNoOptionNames_areRefused() {
    String want = ", want one that --asset or --ignore names: BTC, ETH -> ";
    assertEquals(
        List.of(
            "line 2, column 2 (asset): asset \"SOL\""
                + want
                + "add --asset SOL:DECIMALS or --ignore SOL",
            "line 3, column 2 (asset): asset \"btc\""
                + want
                + "write it as BTC, or add --ignore btc",
            "line 4, column 2 (asset): asset \"BTC \""
                + want
                + "write it as BTC, or add --ignore \"BTC \"",
            "line 5, column 2 (asset): asset \"\"" + want + "write the asset's ticker",
            "line 6, column 2 (asset): asset \"a\\u000Ab\"" + want + "add --ignore \"a\\u000Ab\""),
        told("a,SOL,1\nb,btc,1\nc,BTC ,1\nd,,1\ne,\"a\nb\",1\n"));
  }

  @Test
  void assets_ofWhichThereAreMany_areNotAllListed() {
    String[] named = IntStream.range(0, 9).mapToObj(i -> "A" + i + ":0").toArray(String[]::new);
    Collected collected = Collected.of(HEADER + "alice,BTC,1\n", options(named));
    assertEquals(
        "asset \"BTC\", want one that --asset or --ignore names: A0, A1, A2, A3, A4, A5, A6, A7, …",
        collected.problems.get(0).message());
    String[] fewer = Arrays.copyOf(named, 8);
    assertEquals(
        "asset \"BTC\", want one that --asset or --ignore names: A0, A1, A2, A3, A4, A5, A6, A7",
        Collected.of(HEADER + "alice,BTC,1\n", options(fewer)).problems.get(0).message());
  }

  @Test
  void assets_ofWhichThereAreThousands_areToldApart() {
    String[] named = IntStream.range(0, 5000).mapToObj(i -> "A" + i + ":0").toArray(String[]::new);
    StringBuilder rows = new StringBuilder(HEADER);
    for (int i = 0; i < 5000; i++) {
      rows.append("a,A").append(i).append(",1\na,B").append(i).append(",1\n");
    }
    Collected collected = Collected.of(rows.toString(), options(named));
    assertEquals(
        IntStream.range(0, 5000).mapToObj(i -> (2 * i + 2) + ": a A" + i + "=1").toList(),
        collected.rows);
    assertEquals(5000, collected.problems.size());
  }

  @Test
  void assets_toIgnore_areSkippedWhateverElseTheRowSays() {
    CsvOptions options = OPTIONS.withIgnored(Set.of("EUR", "fiat money"));
    Collected collected =
        Collected.of(HEADER + ",EUR,1.000,\na,EUR,x\n,fiat money,\nb,BTC,1\n", options);
    assertEquals(List.of("5: b BTC=100000000"), collected.rows);
    assertEquals(
        List.of(
            "line 2: 4 fields, want 3 as in the header -> put quotes around fields that contain a"
                + " comma"),
        collected.told());
  }

  @Test
  void problems_ofOneRow_areAllTold() {
    assertEquals(
        List.of(
            "line 2, column 1 (account): empty account id, want 1 to 255 bytes -> write the id by"
                + " which the customer knows the account",
            "line 2, column 2 (asset): asset \"SOL\", want one that --asset or --ignore names: BTC,"
                + " ETH -> add --asset SOL:DECIMALS or --ignore SOL"),
        told(",SOL,x\n"));
    assertEquals(2, read(",BTC,x\n").problems.size());
  }
}
