package dev.solvent.merkle.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ShownTest {
  @Test
  void text_thatIsPlain_isShownInQuotes() {
    assertEquals("\"alice@example.com\"", Shown.text("alice@example.com"));
    assertEquals("\"Jörg 😀 日本\"", Shown.text("Jörg 😀 日本"));
    assertEquals("\"\"", Shown.text(""));
  }

  @Test
  void text_ofMoreThan60Characters_isCut() {
    assertEquals("\"" + "é".repeat(60) + "\"", Shown.text("é".repeat(60)));
    assertEquals("\"" + "é".repeat(60) + "…\"", Shown.text("é".repeat(61)));
    assertEquals("\"" + "😀".repeat(60) + "…\"", Shown.text("😀".repeat(1_000_000)));
  }

  @Test
  void text_thatATerminalObeysOrHides_isEscaped() {
    assertEquals(
        "\"\\u001B[31m\\u0000\\u000A\\u007F\\u009B\\u00A0\\u00AD\\u200B\\u202E\\u2028\\uFEFF"
            + "\\uE000\\U000E0041\"",
        Shown.text(
            "\u001B[31m\0\n\u007F\u009B\u00A0\u00AD\u200B\u202E\u2028\uFEFF\uE000\uDB40\uDC41"));
    assertEquals("\"a\\\"b\\\\c\"", Shown.text("a\"b\\c"));
  }

  @Test
  void text_ofNoCharacters_isEscaped() {
    assertEquals("\"\\uFFFF\\U0001FFFF\"", Shown.text("\uFFFF\uD83F\uDFFF"));
  }

  @Test
  void bytes_thatAreNotUtf8_areEscaped() {
    byte[] bytes = HexFormat.of().parseHex("61FF62C3");
    assertEquals("\"a\\xFFb\\xC3\"", Shown.of(bytes, 0, 4, false));
    assertEquals("\"b\"", Shown.of(bytes, 2, 3, false));
  }

  @Test
  void argument_inQuotesOnlyWhereItNeedsThem() {
    assertEquals("user_id", Shown.argument("user_id"));
    assertEquals("BTC.B-2", Shown.argument("BTC.B-2"));
    assertEquals("\"total value\"", Shown.argument("total value"));
    assertEquals("\"-x\"", Shown.argument("-x"));
    assertEquals("\"a;b\"", Shown.argument("a;b"));
  }

  @Test
  void keys_toHide_areAsterisks() {
    String key = "0123456789abcdef".repeat(4);
    byte[] bytes = Collected.utf8("x " + key + " y");
    assertEquals("\"x " + "*".repeat(58) + "…\"", Shown.of(bytes, 0, bytes.length, true));
    assertEquals("\"" + key.substring(0, 60) + "…\"", Shown.of(bytes, 2, bytes.length, false));
    byte[] late = Collected.utf8("😀".repeat(50) + key);
    assertEquals(
        "\"" + "😀".repeat(50) + "*".repeat(10) + "…\"", Shown.of(late, 0, late.length, true));
    byte[] last = Collected.utf8("😀".repeat(59) + key);
    assertEquals("\"" + "😀".repeat(59) + "*…\"", Shown.of(last, 0, last.length, true));
    byte[] half = Collected.utf8(key.substring(32));
    assertEquals("\"" + "*".repeat(32) + "\"", Shown.of(half, 0, 32, true));
    assertEquals("\"" + key.substring(33) + "\"", Shown.of(half, 1, 32, true));
  }

  @Property
  void text_ofAnyKind_isOneLineOfBoundedLength(@ForAll String text) {
    String shown = Shown.text(text);
    assertTrue(shown.chars().noneMatch(c -> c < 0x20 || c == 0x7F), shown);
    assertTrue(shown.length() <= 2 + 60 * 8 + 1, shown);
  }
}
