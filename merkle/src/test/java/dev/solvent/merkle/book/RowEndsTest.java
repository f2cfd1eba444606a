package dev.solvent.merkle.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RowEndsTest {
  /** Where the last row ends and the line breaks before it, one byte after the other. */
  private static String reference(byte[] text) {
    boolean quoted = false;
    boolean fieldStart = true;
    int end = 0;
    int lines = 0;
    int linesAtEnd = 0;
    for (int i = 0; i < text.length; i++) {
      byte c = text[i];
      lines += c == '\n' ? 1 : 0;
      if (quoted) {
        if (c == '"' && i + 1 < text.length && text[i + 1] == '"') {
          i++;
        } else if (c == '"') {
          quoted = false;
        }
        fieldStart = false;
      } else if (c == '"' && fieldStart) {
        quoted = true;
      } else {
        fieldStart = c == ',' || c == '\n';
        if (c == '\n') {
          end = i + 1;
          linesAtEnd = lines;
        }
      }
    }
    return end + " after " + linesAtEnd;
  }

  private static String found(byte[] text, int from) {
    byte[] bytes = new byte[from + text.length + Words.ROOM];
    Arrays.fill(bytes, (byte) '\n'); // around the text: what must not be looked at
    Arrays.fill(bytes, 0, from, (byte) '"');
    System.arraycopy(text, 0, bytes, from, text.length);
    RowEnds ends = new RowEnds();
    ends.find(bytes, from, from + text.length);
    return (ends.end() - from) + " after " + ends.lines();
  }

  @Test
  void find_inWholeRows_isTheEnd() {
    assertEquals("8 after 2", found(Collected.utf8("a,1\nb,2\n"), 0));
    assertEquals("4 after 1", found(Collected.utf8("a,1\nb,2"), 0));
    assertEquals("0 after 0", found(Collected.utf8("a,1"), 0));
    assertEquals("0 after 0", found(new byte[0], 3));
  }

  @Test
  void find_lineBreaksInQuotes_areLinesAndNoEnds() {
    assertEquals("10 after 3", found(Collected.utf8("a,\"\n\"\nb,1\n"), 0));
    assertEquals("0 after 0", found(Collected.utf8("a,\"x\ny\nz"), 0));
    assertEquals("9 after 2", found(Collected.utf8("a,\"x\"\"\n\"\n\"\n"), 0));
  }

  @Test
  void find_quotesInsideFields_openNothing() {
    assertEquals("8 after 2", found(Collected.utf8("a\"b,1\nc\n"), 0));
    assertEquals("10 after 2", found(Collected.utf8("\"a\"b\",1\nc\n"), 0));
  }

  @Test
  void find_inEveryShortText_agreesWithBoth() {
    for (String text : Texts.all(6)) {
      find_inAnyText_agreesWithTheReference(text, 3);
      find_inAnyText_agreesWithTheCutting(text);
    }
  }

  @Property
  void find_inAnyText_agreesWithTheReference(
      @ForAll("texts") String text, @ForAll @IntRange(max = 9) int from) {
    byte[] bytes = Collected.utf8(text);
    assertEquals(reference(bytes), found(bytes, from));
  }

  /** Whatever stands in a text, cutting it into rows ends where the last row was said to end. */
  @Property
  void find_inAnyText_agreesWithTheCutting(@ForAll("texts") String text) {
    byte[] bytes = Arrays.copyOf(Collected.utf8(text), text.length() + Words.ROOM);
    RowEnds ends = new RowEnds();
    ends.find(bytes, 0, text.length());
    CsvFields fields = new CsvFields(2);
    long lines = 0;
    int at = 0;
    while (at < ends.end()) {
      at = fields.cut(bytes, at, ends.end());
      lines += 1 + fields.innerLines();
    }
    assertEquals(ends.end() + " after " + ends.lines(), at + " after " + lines);
  }

  @Provide
  Arbitrary<String> texts() {
    return Texts.some();
  }
}
