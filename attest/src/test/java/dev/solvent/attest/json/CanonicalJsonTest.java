package dev.solvent.attest.json;

import static dev.solvent.attest.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.attest.json.JsonValue.JsonArray;
import dev.solvent.attest.json.JsonValue.JsonInteger;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.JsonValue.JsonText;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the one reader takes and refuses; threats row 18, parser differences. */
final class CanonicalJsonTest {
  private static final JsonLimits LIMITS = new JsonLimits(1000, 4, 50);

  private static final String NOT_CANONICAL =
      ", want no white space, sorted names and the shortest escapes (RFC 8785)";

  private static JsonValue parse(String json) throws MalformedException {
    return CanonicalJson.parse(json.getBytes(StandardCharsets.UTF_8), LIMITS);
  }

  private static void assertTaken(String json) throws MalformedException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    assertArrayEquals(bytes, CanonicalJson.print(CanonicalJson.parse(bytes, LIMITS), LIMITS));
  }

  private static void refused(String json, String message) {
    assertRefused(message, () -> parse(json));
  }

  private static void refusedBytes(String hex, String message) {
    assertRefused(
        message, () -> CanonicalJson.parse(HexFormat.ofDelimiter(" ").parseHex(hex), LIMITS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "false",
        "0",
        "-1",
        "9007199254740991",
        "-9007199254740991",
        "\"\"",
        "[]",
        "{}",
        "[[],{},[[[]]]]",
        "{\"\":0,\"a\":{\"A\":[1,2]}}",
        "\"\u007f\u0080\u2028\ufeff\uffff\"",
      })
  void canonicalDocument_isTaken(String json) throws MalformedException {
    assertTaken(json);
  }

  @Test
  void everyEscapeAndNoOther_isTaken() throws MalformedException {
    String escapes =
        "\"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000b\\f\\r"
            + "\\u000e\\u000f\\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018"
            + "\\u0019\\u001a\\u001b\\u001c\\u001d\\u001e\\u001f \\\"\\\\/\"";
    StringBuilder text = new StringBuilder();
    for (char c = 0; c <= ' '; c++) {
      text.append(c);
    }
    assertEquals(new JsonText(text + "\"\\/"), parse(escapes));
    assertTaken(escapes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"\\/\" | 1",
        "\"\\u0041\" | 1",
        "\"\\u000F\" | 6",
        "\"\\u0008\" | 2",
        "\"\\u0022\" | 2",
        "\"\\u007f\" | 1",
        "\"\\u20ac\" | 1",
        "\"\\ud83d\\ude00\" | 1",
      })
  void row18_longerEscape_isRefused(String json, int at) {
    refused(json, "not canonical at byte " + at + NOT_CANONICAL);
  }

  @ParameterizedTest
  @CsvSource({"' 1', 0", "'1 ', 1", "'1\n', 1", "'[1, 2]', 3", "'[ ]', 1", "'{\"a\": 1}', 5"})
  void row18_whiteSpace_isRefused(String json, int at) {
    refused(json, "not canonical at byte " + at + NOT_CANONICAL);
  }

  @Test
  void row18_unsortedNames_areRefused() {
    refused("{\"b\":1,\"a\":2}", "not canonical at byte 2" + NOT_CANONICAL);
  }

  /** By code units the pair D83D DE00 comes before U+FB33, by code points and bytes after it. */
  @Test
  void row18_namesSortedByCodePointInsteadOfCodeUnit_areRefused() throws MalformedException {
    assertTaken("{\"\ud83d\ude00\":1,\"\ufb33\":2}");
    refused("{\"\ufb33\":2,\"\ud83d\ude00\":1}", "not canonical at byte 2" + NOT_CANONICAL);
  }

  @Test
  void row18_duplicateName_isRefused() {
    refused("{\"a\":1,\"a\":1}", "name \"a\" twice at byte 7, want each once");
    refused("[{\"\u20ac\":1,\"\\u20ac\":2}]", "name \"\\u20ac\" twice at byte 10, want each once");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "0.5", "1e3", "1E3", "-1.5", "1.0e2", "1e-400"})
  void row18_fractionOrExponent_isRefused(String number) {
    refused("[" + number + "]", "number with a fraction or an exponent at byte 1, want an integer");
  }

  @Test
  void row18_numberOf2to53_isRefused() {
    refused("[9007199254740992]", "number out of range at byte 1, want |n| < 2^53");
    refused("[-9007199254740992]", "number out of range at byte 1, want |n| < 2^53");
    refused("[-9999999999999999]", "number out of range at byte 1, want |n| < 2^53");
    refused("[-10000000000000000]", "number too long at byte 19, want at most 16 digits");
  }

  @Test
  void row18_minusZero_isRefused() {
    refused("[-0]", "number -0 at byte 1, want 0");
  }

  @Test
  void hugeNumber_isRefusedByItsLength() {
    refused("[" + "9".repeat(900) + "]", "number too long at byte 901, want at most 16 digits");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01", "+1", ".5", "1.", "0x1", "NaN", "Infinity", "-Infinity", "'a'", "{a:1}", "[1,]",
        "{\"a\":1,}", "[,1]", "[1 2]", "/**/1", "#1", "tru", "True", "\"\t\"", "\"\\x41\"", "]",
            "}",
        ",", ":", "{\"a\" 1}", "{1:1}", "undefined",
      })
  void notJson_isRefused(String json) {
    assertThrows(MalformedException.class, () -> parse(json));
  }

  @Test
  void notJson_saysWhere() {
    refused("[1 2]", "not JSON at byte 4, want a JSON token");
    refused("[1,", "not JSON at byte 3, want a JSON token");
    refused("{\"\u20ac\":x}", "not JSON at byte 8, want a JSON token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{", "[1", "{\"a\"", "{\"a\":", "{\"a\":1", "\"abc", "[[]"})
  void cutDocument_isRefused(String json) {
    refused(json, "the document ends early at byte " + json.length() + ", want its end");
  }

  @Test
  void emptyDocument_isRefused() {
    refused("", "no value, want one JSON value");
    refused("  ", "no value, want one JSON value");
  }

  @ParameterizedTest
  @CsvSource({"'{}{}', 2", "'1,2', -1", "'[]]', -1", "'[]x', -1", "'{}null', 2"})
  void row18_trailingData_isRefused(String json, int at) {
    if (at >= 0) {
      refused(json, "more after the value at byte " + at + ", want nothing after it");
    } else {
      assertThrows(MalformedException.class, () -> parse(json));
    }
  }

  @Test
  void row18_trailingZeroByte_isRefused() {
    assertThrows(MalformedException.class, () -> parse("{}\0"));
  }

  @Test
  void row18_byteOrderMark_isRefused() {
    assertThrows(MalformedException.class, () -> parse("\ufeff{}"));
    assertThrows(MalformedException.class, () -> parse("{}\ufeff"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE"})
  void row18_otherEncoding_isRefused(String charset) {
    byte[] bytes = "{\"a\":1}".getBytes(Charset.forName(charset));
    assertThrows(MalformedException.class, () -> CanonicalJson.parse(bytes, LIMITS));
  }

  @Test
  void row18_wrongUtf8_isRefused() {
    refusedBytes("22 ff 22", "not UTF-8 at byte 1, want UTF-8");
    refusedBytes("22 c0 af 22", "not UTF-8 at byte 1, want UTF-8"); // overlong
    refusedBytes("22 61 e2 82 22", "not UTF-8 at byte 2, want UTF-8"); // cut
    refusedBytes("22 ed a0 bd ed b8 80 22", "not UTF-8 at byte 1, want UTF-8"); // surrogates
    refusedBytes("22 f4 90 80 80 22", "not UTF-8 at byte 1, want UTF-8"); // beyond U+10FFFF
    refusedBytes("22 61 22 80", "not UTF-8 at byte 3, want UTF-8");
    refusedBytes("22 61 e2", "not UTF-8 at byte 2, want UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[\"\\ud83d\"]", "[\"\\ude00\\ud83d\"]", "[\"\\ud83dx\"]", "[\"\\ud83d\\ud83d\"]"})
  void row18_unpairedSurrogate_isRefused(String json) {
    refused(json, "unpaired surrogate in the text at byte 1, want Unicode text");
  }

  @Test
  void row18_unpairedSurrogateInAName_isRefused() {
    refused("{\"\\ude00\":1}", "unpaired surrogate in the text at byte 1, want Unicode text");
  }

  @Test
  void size_isLookedAtBeforeAnythingElse() throws MalformedException {
    JsonLimits three = new JsonLimits(3, 1, 1);
    assertEquals(new JsonText("a"), CanonicalJson.parse(new byte[] {'"', 'a', '"'}, three));
    assertRefused(
        "4 bytes, want at most 3", () -> CanonicalJson.parse(new byte[] {-1, 0, 0, 0}, three));
  }

  @Test
  void depth_isLimited() throws MalformedException {
    assertTaken("[[[[]]]]");
    assertTaken("{\"a\":[{\"b\":[0]}]}");
    refused("[[[[[]]]]]", "depth 5 at byte 4, want at most 4");
    refused("{\"a\":[{\"b\":[{}]}]}", "depth 5 at byte 12, want at most 4");
  }

  @Test
  void deepestLimit_holdsAgainstADocumentOfBracketsOnly() throws MalformedException {
    JsonLimits deepest = new JsonLimits(1 << 24, JsonLimits.DEEPEST, 1000);
    byte[] brackets = "[".repeat(1 << 24).getBytes(StandardCharsets.UTF_8);
    assertRefused(
        "depth 101 at byte 100, want at most 100", () -> CanonicalJson.parse(brackets, deepest));
    byte[] whole = ("[".repeat(100) + "]".repeat(100)).getBytes(StandardCharsets.UTF_8);
    assertArrayEquals(whole, CanonicalJson.print(CanonicalJson.parse(whole, deepest), deepest));
  }

  /** Sixteen megabytes of {@code {},{},…} would be a gigabyte of objects. */
  @Test
  void numberOfValues_isLimited() throws MalformedException {
    assertTaken("[" + "0,".repeat(48) + "0]");
    refused("[" + "0,".repeat(49) + "0]", "value number 51 at byte 99, want at most 50 values");
    assertTaken("{\"a\":[" + "{},".repeat(47) + "{}]}");
    refused(
        "{\"a\":[" + "{},".repeat(48) + "{}]}",
        "value number 51 at byte 150, want at most 50 values");
  }

  @Test
  void longTextAndName_areTakenUpToTheSize() throws MalformedException {
    JsonLimits large = new JsonLimits(1 << 24, 1, 2);
    String name = "n".repeat(100_000);
    byte[] bytes = ("{\"" + name + "\":\"" + name + "\"}").getBytes(StandardCharsets.UTF_8);
    assertArrayEquals(bytes, CanonicalJson.print(CanonicalJson.parse(bytes, large), large));
  }

  @Test
  void print_refusesWhatParseWould() {
    JsonValue deep = new JsonArray(List.of(new JsonArray(List.of())));
    JsonValue deepMember = new JsonObject(Map.of("a", deep));
    assertThrows(
        IllegalArgumentException.class, () -> CanonicalJson.print(deep, new JsonLimits(99, 1, 9)));
    assertThrows(
        IllegalArgumentException.class,
        () -> CanonicalJson.print(deepMember, new JsonLimits(99, 2, 9)));
    assertThrows(
        IllegalArgumentException.class, () -> CanonicalJson.print(deep, new JsonLimits(3, 2, 9)));
    assertThrows(
        IllegalArgumentException.class, () -> CanonicalJson.print(deep, new JsonLimits(4, 2, 1)));
    assertEquals(4, CanonicalJson.print(deep, new JsonLimits(4, 2, 2)).length);
  }

  @Test
  void valuesWithoutAPrint_cannotBeMade() {
    assertThrows(IllegalArgumentException.class, () -> new JsonInteger(1L << 53));
    assertThrows(IllegalArgumentException.class, () -> new JsonInteger(-1L << 53));
    assertThrows(IllegalArgumentException.class, () -> new JsonText("\ud83d"));
    assertThrows(IllegalArgumentException.class, () -> new JsonText("\ude00\ud83d"));
    assertThrows(
        IllegalArgumentException.class, () -> new JsonObject(Map.of("\ud83d", new JsonText(""))));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ObjectBuilder().put("a", 1).put("b", 2).put("a", 3));
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 1", "1, -1, 1", "1, 101, 1", "1, 1, 0"})
  void limitsOutOfRange_cannotBeMade(int bytes, int depth, int values) {
    assertThrows(IllegalArgumentException.class, () -> new JsonLimits(bytes, depth, values));
  }

  /** The value may be a key: neither a message nor a log line shows it. */
  @Test
  void textIsNotShown() throws MalformedException {
    assertEquals("JsonText[6 characters]", new JsonText("secret").toString());
    refused("{\"key\":secret}", "not JSON at byte 13, want a JSON token");
  }
}
