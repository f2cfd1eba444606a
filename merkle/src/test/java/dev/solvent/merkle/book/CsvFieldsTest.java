package dev.solvent.merkle.book;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CsvFieldsTest {
  /** The grammar of RFC 4180 with LF beside CR LF. */
  private static final String FIELD = "(?:\"(?:[^\"]|\"\")*\"|[^\",\r\n]*)";

  private static final Pattern ROW = Pattern.compile(FIELD + "(?:," + FIELD + ")*\r?\n");
  private static final Pattern ONE = Pattern.compile("(" + FIELD + ")(?:,|\r?\n)");

  private static List<String> fields(CsvFields fields, byte[] bytes) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < fields.count(); i++) {
      texts.add(fields.text(bytes, i));
    }
    return texts;
  }

  private static List<String> reference(String row) {
    List<String> texts = new ArrayList<>();
    Matcher matcher = ONE.matcher(row);
    while (matcher.lookingAt()) {
      String field = matcher.group(1);
      texts.add(
          field.startsWith("\"")
              ? field.substring(1, field.length() - 1).replace("\"\"", "\"")
              : field);
      matcher.region(matcher.end(), row.length());
    }
    return texts;
  }

  private static byte[] withRoom(String text) {
    byte[] bytes = Collected.utf8(text);
    return Arrays.copyOf(bytes, bytes.length + Words.ROOM);
  }

  @Test
  void cut_everyShortText_agreesWithTheGrammar() {
    Texts.all(6).forEach(this::cut_anyText_agreesWithTheGrammar);
  }

  @Property
  void cut_anyText_agreesWithTheGrammar(@ForAll("texts") String text) {
    String whole = text + "\n";
    byte[] bytes = withRoom(whole);
    CsvFields fields = new CsvFields(50);
    int at = 0;
    while (at < whole.length()) {
      Matcher row = ROW.matcher(whole).region(at, whole.length());
      int next = fields.cut(bytes, at, whole.length());
      if (row.lookingAt()) {
        assertNull(fields.fault());
        assertEquals(row.end(), next);
        assertEquals(reference(row.group()), fields(fields, bytes));
        assertEquals(row.group().chars().filter(c -> c == '\n').count() - 1, fields.innerLines());
      } else {
        assertNotNull(fields.fault());
        assertTrue(next > at && fields.faultStart() <= fields.faultEnd());
      }
      at = next;
    }
  }

  @Property
  void cut_countingOnly_countsTheSameAndChangesNothing(
      @ForAll("texts") String text, @ForAll @IntRange(max = 3) int most) {
    byte[] bytes = withRoom(text + "\n");
    byte[] before = bytes.clone();
    CsvFields counting = new CsvFields(0);
    int next = counting.cut(bytes, 0, bytes.length - Words.ROOM);
    assertArrayEquals(before, bytes);
    CsvFields some = new CsvFields(most);
    assertEquals(next, some.cut(bytes, 0, bytes.length - Words.ROOM));
    assertEquals(counting.count(), some.count());
    assertEquals(counting.fault(), some.fault());
  }

  @Test
  void maybeNotAscii_ofARow_isNeverMissed() {
    CsvFields fields = new CsvFields(9);
    for (int at = 0; at < 40; at++) {
      for (String before : List.of("", "\"")) {
        String row = "x".repeat(at) + "é" + "x".repeat(40 - at);
        byte[] bytes = withRoom("a," + before + row + before + ",b\n");
        fields.cut(bytes, 0, bytes.length - Words.ROOM);
        assertTrue(fields.maybeNotAscii());
      }
    }
    byte[] ascii = withRoom("a,\"b\"\n");
    fields.cut(ascii, 0, 6);
    assertEquals(false, fields.maybeNotAscii());
  }

  @Provide
  Arbitrary<String> texts() {
    return Texts.some();
  }
}
