package dev.solvent.merkle.book;

import static dev.solvent.merkle.book.Collected.options;
import static dev.solvent.merkle.book.Collected.refused;
import static dev.solvent.merkle.book.Collected.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CsvHeaderTest {
  private static List<String> told(String text, CsvOptions options) {
    return told(utf8(text), options);
  }

  private static List<String> told(byte[] bytes, CsvOptions options) {
    return Collected.told(refused(bytes, options).problems());
  }

  private static Book.Shape shape(String text, CsvOptions options) throws Exception {
    try (CsvBook book = CsvBook.of(new ByteArrayInputStream(utf8(text)), -1, options)) {
      return book.shape();
    }
  }

  @Test
  void shape_withAssetAndAmount_isLong() throws Exception {
    assertEquals(Book.Shape.LONG, shape("account,asset,amount\n", options("BTC:8")));
    assertEquals(Book.Shape.LONG, shape("\"amount\",account,asset\r\n", options("BTC:8")));
  }

  @Test
  void shape_withOneOfThem_isWide() throws Exception {
    CsvOptions ignoring = options("BTC:8").withIgnored(Set.of("asset", "amount"));
    assertEquals(Book.Shape.WIDE, shape("account,BTC", options("BTC:8")));
    assertEquals(Book.Shape.WIDE, shape("account,asset,BTC\n", ignoring));
    assertEquals(Book.Shape.WIDE, shape("account,amount,BTC\n", ignoring));
  }

  @Test
  void shape_withUpperCaseAssetAndAmount_isWide() throws Exception {
    CsvOptions options = options("ASSET:0", "AMOUNT:0");
    assertEquals(Book.Shape.WIDE, shape("account,ASSET,AMOUNT\n", options));
  }

  @Test
  void header_ofNothing_isRefused() {
    List<String> noHeader =
        List.of(
            "line 1: no header, want a first line that names the columns -> begin the book with a"
                + " line such as account,BTC,ETH or account,asset,amount");
    assertEquals(noHeader, told("", options("BTC:8")));
    assertEquals(noHeader, told("\uFEFF", options("BTC:8")));
    assertEquals(noHeader, told("\naccount,BTC\n", options("BTC:8")));
    assertEquals(noHeader, told("\r\naccount,BTC\r\n", options("BTC:8")));
    assertEquals(noHeader, told(Collected.gzip(new byte[0]), options("BTC:8")));
  }

  @Test
  void columns_unknown_areRefusedWithTheRemedyThatFits() {
    assertEquals(
        List.of(
            "line 1, column 2 (ETH): column \"ETH\", want only columns that --asset or --ignore"
                + " names -> add --asset ETH:DECIMALS or --ignore ETH",
            "line 1, column 3 (name): column \"name\", want only columns that --asset or --ignore"
                + " names -> add --ignore name",
            "line 1, column 4 (btc): column \"btc\", want only columns that --asset or --ignore"
                + " names -> write it as BTC, or add --ignore btc",
            "line 1, column 6 ( BTC): column \" BTC\", want only columns that --asset or --ignore"
                + " names -> write it as BTC, or add --ignore \" BTC\"",
            "line 1, column 7 (SOL ): column \"SOL \", want only columns that --asset or --ignore"
                + " names -> write it without spaces around it, or add --ignore \"SOL \"",
            "line 1, column 8 (a\\u000Ab): column \"a\\u000Ab\", want only columns that --asset or"
                + " --ignore names -> add --ignore \"a\\u000Ab\""),
        told("account,ETH,name,btc,BTC, BTC,SOL ,\"a\nb\"\n", options("BTC:8")));
  }

  @Test
  void columns_twice_areRefused() {
    assertEquals(
        List.of(
            "line 1, column 3 (BTC): column \"BTC\" again, first column 2 -> keep one of the two",
            "line 1, column 5 (name): column \"name\" again, first column 4 -> keep one of the two",
            "line 1, column 6 (account): column \"account\" again, first column 1 -> keep one of"
                + " the two"),
        told("account,BTC,BTC,name,name,account\n", options("BTC:8").withIgnored(Set.of("name"))));
  }

  @Test
  void columns_withoutAName_areRefused() {
    String nameless = ": column without a name, want a name for each -> name or remove it";
    assertEquals(
        List.of("line 1, column 3" + nameless, "line 1, column 4" + nameless),
        told("account,BTC,,\n", options("BTC:8")));
  }

  @Test
  void columns_missing_areRefused() {
    assertEquals(
        List.of(
            "line 1: no column \"user\", want one with the account ids -> name the column that"
                + " holds them with --account-column NAME",
            "line 1: no column \"key\", want one with the account keys -> add the column",
            "line 1: no column \"ETH\", want one for each asset named -> add the column, or leave"
                + " out --asset ETH:18"),
        told(
            "BTC,account\n",
            options("BTC:8", "ETH:18")
                .withAccountColumn("user")
                .withKeyColumn("key")
                .withIgnored(Set.of("account"))));
  }

  @Test
  void columns_missingInALongBook_areRefusedButForAssets() {
    assertEquals(
        List.of(
            "line 1: no column \"account\", want one with the account ids -> name the column that"
                + " holds them with --account-column NAME"),
        told("asset,amount\n", options("BTC:8", "ETH:18")));
  }

  @Test
  void columns_ofOtherSeparators_areRefusedWithThatRemedy() {
    for (String header : List.of("account;BTC\n", "account\tBTC\n")) {
      assertEquals(
          "separate fields by commas",
          refused(utf8(header), options("BTC:8")).problems().get(1).remedy());
    }
  }

  @Test
  void columns_ofAnAssetInALongBook_areRefused() {
    assertEquals(
        List.of(
            "line 1, column 4 (BTC): column \"BTC\", want only columns that --asset or --ignore"
                + " names -> remove it: with the columns asset and amount this is a long book",
            "line 1, column 5 (ETH): column \"ETH\", want only columns that --asset or --ignore"
                + " names -> add --ignore ETH"),
        told("account,asset,amount,BTC,ETH\n", options("BTC:8")));
  }

  @Test
  void columns_ofALongBookToIgnore_areRefused() {
    assertEquals(
        List.of(
            "line 1, column 3 (amount): column \"amount\" to ignore, want it read: this is a long"
                + " book -> rename it, or leave out --ignore amount"),
        told("account,asset,amount\n", options("BTC:8").withIgnored(Set.of("amount"))));
  }

  @Test
  void header_withProblemsWithoutEnd_isCut() {
    String names = IntStream.range(0, 300).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    BookException refused = refused(utf8("account,BTC," + names), options("BTC:8"));
    assertEquals(100, refused.problems().size());
    assertTrue(refused.hasMore());
    assertFalse(refused(utf8("account,BTC,c"), options("BTC:8")).hasMore());
  }

  @Test
  void header_withFaults_isRefused() {
    CsvOptions options = options("BTC:8");
    assertEquals(
        List.of(
            "line 1, column 2: quote inside the field \"B\\\"TC\", want quotes around all of it or"
                + " none in it -> put the field in quotes and double each quote in it"),
        told("account,B\"TC\n", options));
    assertEquals(
        List.of(
            "line 1, column 1: text after the closing quote of the field \"\\\"acc\\\"ount\", want"
                + " a comma or a line end -> double each quote inside the field, and close it where"
                + " it ends"),
        told("\"acc\"ount,BTC\n", options));
    assertEquals(
        List.of(
            "line 1, column 2: field \"\\\"BTC\" that is open at the"
                + " end of the book, want a closing quote -> close the quote: what follows it was"
                + " not read"),
        told("account,\"BTC\nalice,1", options));
    assertEquals(
        List.of(
            "line 1, column 2: CR without LF in the field \"BTC\\u000Dalice\", want LF or CR LF at"
                + " the end of a line -> export with LF or CR LF as line ends"),
        told("account,BTC\ralice,1\r", options));
  }

  @Test
  void header_thatIsNotUtf8_isRefused() {
    byte[] utf16 = {(byte) 0xFF, (byte) 0xFE, 'a', 0, ',', 0};
    assertEquals(
        List.of(
            "line 1, column 1: byte 0xFF in \"\\xFF\\xFEa\\u0000\", want UTF-8 -> export as UTF-8"),
        told(utf16, options("BTC:8")));
  }

  @Test
  void names_withLineBreaks_moveTheFirstRow() {
    CsvOptions options = options("BTC:8").withIgnored(Set.of("a\nb\nc"));
    assertEquals(
        List.of("4: alice BTC=100000000"),
        Collected.of("account,\"a\nb\nc\",BTC\nalice,,1\n", options).rows);
  }

  @Test
  void names_inAnyOrder_giveTheAssetsInTheOrderOfTheOptions() {
    CsvOptions options = options("BTC:8", "ETH:2").withIgnored(Set.of("x"));
    assertEquals(
        List.of("2: alice BTC=200000000 ETH=300"),
        Collected.of("ETH,x,account,BTC\n3,?,alice,2\n", options).rows);
  }
}
