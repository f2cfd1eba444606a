package dev.solvent.merkle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts are account ids: by code point, by length in bytes, in NFC. */
final class AccountIdTest {
  /** First and last of each refused range, as section 1 lists them. */
  private static final int[][] REFUSED = {
    {0x0000, 0x001F},
    {0x007F, 0x009F},
    {0x00AD, 0x00AD},
    {0x061C, 0x061C},
    {0x200B, 0x200F},
    {0x2028, 0x202E},
    {0x2060, 0x206F},
    {0xFEFF, 0xFEFF},
    {0xFFF9, 0xFFFB}
  };

  private static boolean inRefusedRange(int c) {
    for (int[] range : REFUSED) {
      if (range[0] <= c && c <= range[1]) {
        return true;
      }
    }
    return 0xD800 <= c && c <= 0xDFFF;
  }

  /** Every code point there is, alone and between two letters. */
  @Test
  void refusesTheListedCodePoints_andNoOthers() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      String text = Character.toString(c);
      boolean composed = Normalizer.isNormalized(text, Normalizer.Form.NFC);
      boolean wanted = !inRefusedRange(c) && composed;
      int codePoint = c;
      assertEquals(wanted, reads(text), () -> name(codePoint));
      if (wanted || inRefusedRange(c)) {
        String between = "x" + text + "x";
        boolean alsoWanted = wanted && Normalizer.isNormalized(between, Normalizer.Form.NFC);
        assertEquals(alsoWanted, reads(between), () -> name(codePoint) + " between letters");
      }
    }
  }

  @Test
  void refusesEachBorder_byName() {
    for (int[] range : REFUSED) {
      for (int c : range) {
        String want =
            "account id with " + name(c) + ", want no control, invisible or direction character";
        assertEquals(want, refusal("a" + Character.toString(c)));
      }
      if (range[0] > 0) {
        assertTrue(reads(around(range[0] - 1)));
      }
      assertTrue(reads(around(range[1] + 1)));
    }
  }

  private static String around(int c) {
    return "a" + Character.toString(c) + "b";
  }

  @Test
  void refusesUnpairedSurrogates() {
    for (String text :
        List.of("\ud800", "\udfff", "a\ud83d", "\ude00b", "\ude00\ud83d", "\ud83d\ud83d\ude00")) {
      assertEquals("account id with an unpaired surrogate, want Unicode text", refusal(text));
    }
    assertTrue(reads("\ud83d\ude00"));
  }

  @Test
  void countsBytes_notCharacters() {
    assertTrue(reads("a".repeat(255)));
    assertFalse(reads("a".repeat(256)));
    assertTrue(reads("é".repeat(127) + "a"));
    assertEquals("account id of 256 bytes, want 1 to 255", refusal("é".repeat(128)));
    assertTrue(reads("用".repeat(85)));
    assertEquals("account id of 256 bytes, want 1 to 255", refusal("用".repeat(85) + "a"));
    assertTrue(reads("\ud83d\ude00".repeat(63) + "用"));
    assertEquals("account id of 256 bytes, want 1 to 255", refusal("\ud83d\ude00".repeat(64)));
    assertEquals("empty account id, want 1 to 255 bytes", refusal(""));
    assertEquals(
        "account id of more than 255 bytes, want 1 to 255", refusal("a".repeat(1_000_000)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"é", "josé@example.com", "가", "Å", "q̣̇", "用户-003", "ﬁ", " ", "a b", "\u00a0"})
  void accepts(String text) {
    assertTrue(reads(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "e\u0301",
        "jose\u0301",
        "\u1100\u1161",
        "A\u030a",
        "\u212b",
        "q\u0307\u0323",
        "\u0958",
        "\u2126"
      })
  void refusesWhatIsNotNfc(String text) {
    assertEquals("account id that is not in NFC, want composed characters", refusal(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80", // a continuation alone
        "c3", // cut off
        "c080", // U+0000 in two bytes
        "c1bf", // overlong
        "e08080", // overlong
        "eda080", // a surrogate
        "edbfbf",
        "eda0bdedb880", // a pair of surrogates, as CESU-8 has it
        "f0808080", // overlong
        "f4908080", // past U+10FFFF
        "f8888080", // five bytes
        "61ff",
        "fe"
      })
  void refusesBytesThatAreNotUtf8(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertEquals(
        "account id that is not UTF-8, want UTF-8 text", AccountId.problem(bytes, 0, bytes.length));
  }

  @Test
  void looksAtTheNamedBytesOnly() {
    byte[] bytes = "\u0000abc\u0000".getBytes(StandardCharsets.UTF_8);
    assertNull(AccountId.problem(bytes, 1, 3));
    assertNotNull(AccountId.problem(bytes, 0, 3));
    assertNotNull(AccountId.problem(bytes, 2, 3));
    assertThrows(IndexOutOfBoundsException.class, () -> AccountId.problem(bytes, 1, -1));
    assertThrows(IndexOutOfBoundsException.class, () -> AccountId.problem(bytes, 2, 4));
  }

  /** Text and bytes are judged alike, and what is read prints as it was. */
  @Property
  void textAndBytes_areJudgedAlike(@ForAll @StringLength(min = 1, max = 20) String text)
      throws MalformedException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (new String(utf8, StandardCharsets.UTF_8).equals(text)) { // no unpaired surrogate
      assertEquals(AccountId.problem(utf8, 0, utf8.length) == null, reads(text));
    }
    if (reads(text)) {
      assertEquals(text, AccountId.parse(text).toString());
      assertArrayEquals(utf8, AccountId.parse(text).utf8());
    }
  }

  @Test
  void bothWaysIn_refuseAlike() {
    IllegalArgumentException bug =
        assertThrows(IllegalArgumentException.class, () -> new AccountId("a\u200b"));
    assertEquals(refusal("a\u200b"), bug.getMessage());
  }

  private static String name(int codePoint) {
    return String.format(Locale.ROOT, "U+%04X", codePoint);
  }

  private static boolean reads(String text) {
    try {
      return AccountId.parse(text).text().equals(text);
    } catch (MalformedException e) {
      return false;
    }
  }

  private static String refusal(String text) {
    return String.valueOf(
        assertThrows(MalformedException.class, () -> AccountId.parse(text)).getMessage());
  }
}
