package dev.solvent.attest.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.solvent.attest.LooseJson;
import dev.solvent.attest.json.JsonValue.JsonArray;
import dev.solvent.attest.json.JsonValue.JsonBoolean;
import dev.solvent.attest.json.JsonValue.JsonInteger;
import dev.solvent.attest.json.JsonValue.JsonNull;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.JsonValue.JsonText;
import dev.solvent.merkle.MalformedException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of every value and of every document near one. */
final class CanonicalJsonPropertyTest {
  private static final JsonLimits LIMITS = new JsonLimits(1 << 20, 6, 10_000);

  @Property
  void printAndParse_giveTheSame(@ForAll("values") JsonValue value) throws MalformedException {
    byte[] print = CanonicalJson.print(value, LIMITS);
    JsonValue parsed = CanonicalJson.parse(print, LIMITS);
    assertEquals(value, parsed);
    assertArrayEquals(print, CanonicalJson.print(parsed, LIMITS));
  }

  /** Our print is JSON to a reader that is not ours, and means the same to it. */
  @Property
  void print_meansTheSameToAnotherReader(@ForAll("values") JsonValue value) {
    assertEquals(value, LooseJson.read(CanonicalJson.print(value, LIMITS)));
  }

  @Property
  void changedByte_isRefusedOrAnotherValue(
      @ForAll("values") JsonValue value,
      @ForAll @IntRange(max = 1 << 20) int at,
      @ForAll @IntRange(min = 1, max = 255) int flip) {
    byte[] bytes = CanonicalJson.print(value, LIMITS);
    bytes[at % bytes.length] ^= (byte) flip;
    assertRefusedOrAnother(value, bytes);
  }

  /** Structure and escapes are where readers differ. */
  @Property
  void insertedByte_isRefusedOrAnotherValue(
      @ForAll("values") JsonValue value,
      @ForAll @IntRange(max = 1 << 20) int at,
      @ForAll("tokenBytes") char inserted) {
    byte[] bytes = CanonicalJson.print(value, LIMITS);
    int split = at % (bytes.length + 1);
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    changed.write(bytes, 0, split);
    changed.write(inserted);
    changed.write(bytes, split, bytes.length - split);
    assertRefusedOrAnother(value, changed.toByteArray());
  }

  @Property
  void removedByte_isRefusedOrAnotherValue(
      @ForAll("values") JsonValue value, @ForAll @IntRange(max = 1 << 20) int at) {
    byte[] bytes = CanonicalJson.print(value, LIMITS);
    int removed = at % bytes.length;
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    changed.write(bytes, 0, removed);
    changed.write(bytes, removed + 1, bytes.length - removed - 1);
    assertRefusedOrAnother(value, changed.toByteArray());
  }

  private static void assertRefusedOrAnother(JsonValue value, byte[] changed) {
    JsonValue parsed;
    try {
      parsed = CanonicalJson.parse(changed, LIMITS);
    } catch (MalformedException refused) {
      return;
    }
    assertNotEquals(value, parsed);
    assertArrayEquals(changed, CanonicalJson.print(parsed, LIMITS));
  }

  /** No bytes make the reader do anything but return or refuse. */
  @Property
  void anyBytes_areTakenOrRefused(@ForAll byte[] bytes) {
    try {
      assertArrayEquals(bytes, CanonicalJson.print(CanonicalJson.parse(bytes, LIMITS), LIMITS));
    } catch (MalformedException refused) {
      assertNotEquals("", refused.getMessage());
    }
  }

  @Property
  void anyTokens_areTakenOrRefused(@ForAll("tokenTexts") String text) {
    anyBytes_areTakenOrRefused(text.getBytes(StandardCharsets.UTF_8));
  }

  @Provide
  Arbitrary<Character> tokenBytes() {
    return Arbitraries.of(
        ' ', '\n', '"', '\\', '/', '0', '1', '-', '.', 'e', 'u', ',', ':', '[', '{');
  }

  @Provide
  Arbitrary<String> tokenTexts() {
    return Arbitraries.of(
            "[",
            "]",
            "{",
            "}",
            ",",
            ":",
            "\"a\"",
            "\"b\"",
            "\"\\u0041\"",
            "\"\\n\"",
            "\"\ud83d\ude00\"",
            "\"\\ud83d\"",
            "0",
            "-0",
            "1",
            "1.0",
            "1e3",
            "9007199254740992",
            " ",
            "null",
            "true",
            "\ufeff")
        .list()
        .ofMaxSize(12)
        .map(tokens -> String.join("", tokens));
  }

  @Provide
  Arbitrary<JsonValue> values() {
    return Arbitraries.recursive(this::scalars, this::containers, 0, 4);
  }

  private Arbitrary<JsonValue> scalars() {
    return Arbitraries.oneOf(
        List.of(
            Arbitraries.of(new JsonNull(), new JsonBoolean(true), new JsonBoolean(false)),
            Arbitraries.longs().between(-JsonInteger.MAX, JsonInteger.MAX).map(JsonInteger::new),
            texts().map(JsonText::new)));
  }

  private Arbitrary<JsonValue> containers(Arbitrary<JsonValue> inner) {
    return Arbitraries.oneOf(
        List.of(
            inner.list().ofMaxSize(4).map(JsonArray::new),
            Arbitraries.maps(texts(), inner).ofMaxSize(4).map(JsonObject::new)));
  }

  /** With every control character, quote, sign of two, three and four bytes. */
  private static Arbitrary<String> texts() {
    Arbitrary<Integer> codePoints =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 0x7F),
            Arbitraries.of((int) '"', (int) '\\', (int) '/', 0x7F, 0x2028, 0xFB33, 0xFEFF, 0xFFFF),
            Arbitraries.integers().between(0x80, 0xD7FF),
            Arbitraries.integers().between(0xE000, 0xFFFF),
            Arbitraries.integers().between(0x10000, 0x10FFFF));
    return codePoints
        .list()
        .ofMaxSize(8)
        .map(points -> {
          StringBuilder text = new StringBuilder();
          points.forEach(text::appendCodePoint);
          return text.toString();
        });
  }
}
