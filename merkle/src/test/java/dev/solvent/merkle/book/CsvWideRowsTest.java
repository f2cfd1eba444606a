package dev.solvent.merkle.book;

import static dev.solvent.merkle.book.Collected.options;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.solvent.merkle.book.CsvOptions.Amounts;
import dev.solvent.merkle.book.CsvOptions.Negatives;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CsvWideRowsTest {
  private static final CsvOptions OPTIONS = options("BTC:8", "ETH:2");
  private static final String HEADER = "account,BTC,ETH\n";
  private static final String ID_REMEDY =
      " -> write the id by which the customer knows the account";

  private static Collected read(String rows) {
    return Collected.of(HEADER + rows, OPTIONS);
  }

  private static List<String> told(String rows) {
    Collected collected = read(rows);
    assertEquals(List.of(), collected.rows);
    return collected.told();
  }

  @Test
  void rows_withAmounts_arePositionsByAsset() {
    Collected collected = read("alice,0.42,1.50\nbob,3,0.01\n");
    assertEquals(
        List.of("2: alice BTC=42000000 ETH=150", "3: bob BTC=300000000 ETH=1"), collected.rows);
    assertEquals(List.of(), collected.problems);
  }

  @Test
  void cells_thatAreEmptyOrZero_areNoPositions() {
    Collected collected = read("alice,,1\nbob,0,0.00\ncarol,,\ndave,\"\",2\n");
    assertEquals(
        List.of("2: alice ETH=100", "3: bob", "4: carol", "5: dave ETH=200"), collected.rows);
    assertEquals(List.of(), collected.problems);
  }

  @Test
  void rows_inUnits_areTakenAsTheyAre() {
    CsvOptions units = OPTIONS.withAmounts(Amounts.UNITS);
    assertEquals(
        List.of("2: alice BTC=42 ETH=7"), Collected.of(HEADER + "alice,42,7\n", units).rows);
    assertEquals(
        List.of(
            "line 2, column 2 (BTC): amount \"0.42\", want whole units -> export the asset's"
                + " smallest"
                + " units, or leave --amounts units out if these are coins"),
        Collected.of(HEADER + "alice,0.42,7\n", units).told());
  }

  @Test
  void amounts_thatAreWrong_areAllTold() {
    assertEquals(
        List.of(
            "line 2, column 2 (BTC): amount \"1e3\", want no exponent -> export plain digits, such"
                + " as 0.00001 for 1e-5",
            "line 2, column 3 (ETH): amount \"1,5\", want no separators between digits -> export"
                + " without thousands separators, and with a point before the decimals",
            "line 3, column 3 (ETH): amount \"0.001\", want at most 2 decimals -> name the asset"
                + " with"
                + " its decimals, such as --asset ETH:3, or correct the book: nothing is rounded"
                + " here"),
        told("alice,1e3,\"1,5\"\nbob,1,0.001\n"));
  }

  @Test
  void amounts_belowZero_areRefused() {
    String remedy =
        ", want 0 or more -> correct the book, or have negative balances left out and disclosed:"
            + " --negatives exclude";
    assertEquals(
        List.of(
            "line 2, column 2 (BTC): amount \"-0.5\"" + remedy,
            "line 2, column 3 (ETH): amount \"-1\"" + remedy),
        told("alice,-0.5,-1\n"));
  }

  @Test
  void amounts_belowZeroToExclude_areToldAndLeftOut() {
    CsvOptions exclude = OPTIONS.withNegatives(Negatives.EXCLUDE);
    Collected collected = Collected.of(HEADER + "alice,-0.5,-0.03\nbob,-1,2\n", exclude);
    assertEquals(List.of("2: alice", "3: bob ETH=200"), collected.rows);
    assertEquals(List.of("BTC=50000000", "ETH=3", "BTC=100000000"), collected.excluded);
    assertEquals(List.of(), collected.problems);
  }

  @Test
  void amounts_belowZeroToExclude_areJudgedLikeOthers() {
    CsvOptions exclude = OPTIONS.withNegatives(Negatives.EXCLUDE);
    Collected collected =
        Collected.of(HEADER + "a,-0,1\nb,-1e3,1\nc,-1,-" + "9".repeat(39) + "\n", exclude);
    assertEquals(List.of(), collected.rows);
    assertEquals(3, collected.problems.size());
    assertEquals(List.of(), collected.excluded);
  }

  @Test
  void amounts_belowZeroInARowWithAProblem_areNotCounted() {
    CsvOptions exclude = OPTIONS.withNegatives(Negatives.EXCLUDE);
    Collected collected = Collected.of(HEADER + "alice,-1,x\nbob,-2,\n", exclude);
    assertEquals(List.of("BTC=200000000"), collected.excluded);
    assertEquals(List.of("3: bob"), collected.rows);
    assertEquals(1, collected.problems.size());
  }

  @Test
  void ids_thatAreWrong_areRefused() {
    assertEquals(
        List.of(
            "line 2, column 1 (account): empty account id, want 1 to 255 bytes" + ID_REMEDY,
            "line 3, column 1 (account): account id with U+200B, want no control, invisible or"
                + " direction character: \"al\\u200Bice\""
                + ID_REMEDY,
            "line 4, column 1 (account): account id with U+000A, want no control, invisible or"
                + " direction character: \"a\\u000Ab\""
                + ID_REMEDY,
            "line 6, column 1 (account): account id that is not in NFC, want composed characters:"
                + " \"e\u0301\""
                + ID_REMEDY,
            "line 7, column 1 (account): account id of 256 bytes, want 1 to 255: \""
                + "x".repeat(60)
                + "…\""
                + ID_REMEDY,
            "line 8, column 1 (account): account id with U+007F, want no control, invisible or"
                + " direction character: \"a\\u007F\""
                + ID_REMEDY,
            "line 9, column 1 (account): account id with U+0000, want no control, invisible or"
                + " direction character: \"alice and \\u0000bob\""
                + ID_REMEDY),
        told(
            ",1,1\nal\u200Bice,1,1\n\"a\nb\",1,1\ne\u0301,1,1\n"
                + "x".repeat(256)
                + ",1,1\na\u007F,1,1\nalice and \0bob,1,1\n"));
  }

  @Test
  void ids_ofEveryLength_areKeptWhole() {
    for (int length = 1; length <= 255; length++) {
      String id = "abcdefghijklmnopqrstuvwxyz".repeat(10).substring(0, length);
      assertEquals(List.of("2: " + id + " BTC=100000000"), read(id + ",1,\n").rows);
      String other = "é" + id.substring(Math.min(length, 2)); // not all of ASCII
      assertEquals(List.of("2: " + other), read(other + ",,\n").rows);
    }
  }

  @Test
  void spaces_belongToTheField() {
    assertEquals(List.of("2:  alice "), read(" alice ,,\n").rows);
    assertEquals(
        List.of(
            "line 2, column 2 (BTC): amount \" 1\", want no spaces around it -> export without"
                + " spaces"),
        told("alice, 1,1\n"));
  }

  @Test
  void columns_toIgnore_holdWhatTheyLike() {
    CsvOptions options = OPTIONS.withIgnored(Set.of("name", "note"));
    Collected collected =
        Collected.of(
            "name,account,note,BTC,ETH\n\"Alice"
                + " \"\"A\"\"\",alice,\"a\n\r\nb\r\",1,\n\u200B,bob,-1e3,,1\n",
            options);
    assertEquals(List.of("2: alice BTC=100000000", "5: bob ETH=100"), collected.rows);
    assertEquals(List.of(), collected.problems);
  }

  @Test
  void fields_thatAreNotUtf8_areRefusedAlsoWhereIgnored() {
    CsvOptions options = options("BTC:8").withIgnored(Set.of("name"));
    byte[] bytes = Collected.utf8("account,BTC,name\nalice,1,J?rg\nb?b,x,Bob\ncarol,1,é\n");
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bytes[i] == '?' ? (byte) 0xFC : bytes[i];
    }
    Collected collected = Collected.of(bytes, options, 100);
    assertEquals(List.of("4: carol BTC=100000000"), collected.rows);
    assertEquals(
        List.of(
            "line 2, column 3 (name): byte 0xFC in \"J\\xFCrg\", want UTF-8 -> export as UTF-8",
            "line 3, column 1 (account): byte 0xFC in \"b\\xFCb\", want UTF-8 -> export as UTF-8"),
        collected.told());
  }

  @Test
  void rows_afterAWrongOne_areRead() {
    Collected collected = read("alice,x,1\nbob,1,1\n");
    assertEquals(List.of("3: bob BTC=100000000 ETH=100"), collected.rows);
    assertEquals(1, collected.problems.size());
  }
}
