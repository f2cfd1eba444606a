package dev.solvent.merkle.book;

import static dev.solvent.merkle.book.Collected.options;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CsvStructureTest {
  private static final CsvOptions OPTIONS = options("BTC:0").withIgnored(Set.of("note"));
  private static final String STRAY =
      ", want quotes around all of it or none in it -> put the field in quotes and double each"
          + " quote"
          + " in it";
  private static final String AFTER =
      ", want a comma or a line end -> double each quote inside the field, and close it where it"
          + " ends";
  private static final String LONE_CR =
      ", want LF or CR LF at the end of a line -> export with LF or CR LF as line ends";
  private static final String OPEN =
      " that is open at the end of the book, want a closing quote -> close the quote: what"
          + " follows it"
          + " was not read";

  private static Collected read(String rows) {
    return Collected.of("account,BTC,note\n" + rows, OPTIONS);
  }

  private static void assertRead(List<String> rows, List<String> told, String text) {
    Collected collected = read(text);
    assertEquals(told, collected.told());
    assertEquals(rows, collected.rows);
  }

  @Test
  void lines_endInLfOrCrLf() {
    assertRead(List.of("2: a BTC=1", "3: b BTC=2"), List.of(), "a,1,\nb,2,\n");
    assertRead(List.of("2: a BTC=1", "3: b BTC=2"), List.of(), "a,1,\r\nb,2,\r\n");
    assertRead(List.of("2: a BTC=1", "3: b BTC=2"), List.of(), "a,1,x\r\n\"b\",\"2\",\"\"\n");
  }

  @Test
  void lines_theLastWithoutItsEnd_areRead() {
    assertRead(List.of("2: a BTC=1"), List.of(), "a,1,");
    assertRead(List.of("2: a BTC=1"), List.of(), "a,1,x");
    assertRead(List.of("2: a BTC=1"), List.of(), "a,1,\"x\"");
  }

  @Test
  void lines_none_areNoRows() {
    assertRead(List.of(), List.of(), "");
    assertEquals(List.of(), Collected.of("account,BTC", options("BTC:0")).rows);
  }

  @Test
  void lines_thatAreBlank_areRefused() {
    String blank = ": blank line, want a row -> remove the line";
    assertRead(
        List.of("2: a BTC=1", "5: b BTC=2"),
        List.of("line 3" + blank, "line 4" + blank, "line 6" + blank),
        "a,1,\n\n\r\nb,2,\n\n");
  }

  @Test
  void rows_withOtherNumbersOfFields_areRefused() {
    String few =
        "want 3 as in the header -> write a comma for every column, also where a cell is empty";
    assertRead(
        List.of("5: b BTC=2"),
        List.of(
            "line 2: 2 fields, " + few,
            "line 3: 4 fields, want 3 as in the header -> put quotes around fields that contain a"
                + " comma",
            "line 4: 1 field, " + few,
            "line 6: 1 field, " + few),
        "a,1\na,1,,\n\"\"\nb,2,\n \n");
  }

  @Test
  void quotes_doubled_standForOne() {
    assertRead(List.of("2: a\"b BTC=1"), List.of(), "\"a\"\"b\",1,\"\"\"\"\n");
    assertRead(List.of("2: \" BTC=1"), List.of(), "\"\"\"\",1,\n");
    assertRead(List.of("2: \"\"x\"\" BTC=1"), List.of(), "\"\"\"\"\"x\"\"\"\"\",1,\n");
  }

  @Test
  void commas_inQuotes_areText() {
    assertRead(List.of("2: a,b BTC=1"), List.of(), "\"a,b\",1,\"x,,y\"\n");
  }

  @Test
  void lineBreaks_inQuotes_countAsLines() {
    assertRead(
        List.of("2: a BTC=1", "5: b BTC=2", "7: c BTC=3"),
        List.of(),
        "a,1,\"x\n\r\ny\"\nb,2,\"\n\"\nc,3,\n");
  }

  @Test
  void quote_insideAField_isRefused() {
    assertRead(
        List.of("3: b BTC=2"),
        List.of("line 2, column 1 (account): quote inside the field \"a\\\"a\"" + STRAY),
        "a\"a,1,\nb,2,\n");
    assertRead(
        List.of(),
        List.of("line 2, column 3 (note): quote inside the field \"x\\\"\"" + STRAY),
        "a,1,x\"\n");
    assertRead(
        List.of("3: b BTC=2"),
        List.of("line 2, column 2 (BTC): quote inside the field \" \\\"1\\\"\"" + STRAY),
        "a, \"1\",\nb,2,\n");
  }

  @Test
  void quote_insideAField_opensNothing() {
    assertRead(
        List.of("3: b,b BTC=2", "4: c BTC=3"),
        List.of("line 2, column 3 (note): quote inside the field \"6\\\" pipe\"" + STRAY),
        "a,1,6\" pipe\n\"b,b\",2,\nc,3,\n");
  }

  @Test
  void text_afterAQuote_isRefused() {
    assertRead(
        List.of("3: b BTC=2"),
        List.of(
            "line 2, column 1 (account): text after the closing quote of the field \"\\\"a\\\"x\""
                + AFTER),
        "\"a\"x,1,\nb,2,\n");
    assertRead(
        List.of("3: b BTC=2"),
        List.of(
            "line 2, column 3 (note): text after the closing quote of the field \"\\\"x\\\" \""
                + AFTER),
        "a,1,\"x\" \r\nb,2,\n");
  }

  @Test
  void text_afterAQuote_endsWithTheLine() {
    assertRead(
        List.of("4: c BTC=3"),
        List.of(
            "line 2, column 1 (account): text after the closing quote of the field"
                + " \"\\\"a,1,\\u000A\\\"b\\\"\""
                + AFTER),
        "\"a,1,\n\"b\",2,\n\"c\",3,\n");
  }

  @Test
  void quote_leftOpen_isRefusedAtTheLineOfItsRow() {
    assertRead(
        List.of("2: a BTC=1"),
        List.of("line 3, column 1 (account): field \"\\\"b,2,x\"" + OPEN),
        "a,1,\n\"b,2,x\nc,3,\n");
    assertRead(
        List.of("2: a BTC=1"),
        List.of("line 3, column 3 (note): field \"\\\"\"" + OPEN),
        "a,1,\nb,2,\"");
    assertRead(
        List.of("2: a BTC=1"),
        List.of("line 3, column 3 (note): field \"\\\"x\\\"\\\"y\"" + OPEN),
        "a,1,\nb,2,\"x\"\"y\r\n");
  }

  @Test
  void cr_alone_isRefused() {
    assertRead(
        List.of("3: b BTC=2"),
        List.of("line 2, column 3 (note): CR without LF in the field \"x\\u000Dy\"" + LONE_CR),
        "a,1,x\ry\nb,2,\n");
    assertRead(
        List.of(),
        List.of("line 2, column 3 (note): CR without LF in the field \"\\u000Db\"" + LONE_CR),
        "a,1,\rb,2,\rc,3,\r\n");
    assertRead(
        List.of(),
        List.of("line 2, column 3 (note): CR without LF in the field \"\\u000D\"" + LONE_CR),
        "a,1,\r");
    assertRead(
        List.of(),
        List.of("line 2, column 3 (note): CR without LF in the field \"\\u000D\"" + LONE_CR),
        "a,1,\r\r\n");
  }

  @Test
  void cr_alone_afterAQuote_isTextAfterIt() {
    assertRead(
        List.of("3: b BTC=2"),
        List.of(
            "line 2, column 3 (note): text after the closing quote of the field"
                + " \"\\\"x\\\"\\u000D\""
                + AFTER),
        "a,1,\"x\"\r\r\nb,2,\n");
  }

  @Test
  void faults_severalInARow_areToldByTheFirst() {
    assertRead(
        List.of("3: b BTC=2"),
        List.of("line 2, column 1 (account): quote inside the field \"a\\\"\"" + STRAY),
        "a\",\"1\"x,y\rz\nb,2,\n");
  }

  @Test
  void faults_pastTheHeader_areToldByNumber() {
    assertRead(
        List.of(),
        List.of("line 2, column 4: quote inside the field \"x\\\"\"" + STRAY),
        "a,1,,x\"\n");
  }
}
