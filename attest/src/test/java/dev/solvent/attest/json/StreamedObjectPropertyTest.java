package dev.solvent.attest.json;

import static dev.solvent.attest.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.json.JsonValue.JsonArray;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** An object read in parts is the one that is read whole, and refused where that one is. */
final class StreamedObjectPropertyTest {
  private static final JsonLimits LIMITS = new JsonLimits(60, 3, 12);

  /** What remains of the document where it is an object, or nothing where it is refused. */
  private static Optional<JsonObject> whole(byte[] bytes) {
    try {
      return CanonicalJson.parse(bytes, LIMITS) instanceof JsonObject object
          ? Optional.of(object)
          : Optional.empty();
    } catch (MalformedException refused) {
      return Optional.empty();
    }
  }

  private static Optional<JsonObject> inParts(byte[] bytes) {
    List<JsonValue> items = new ArrayList<>();
    try {
      StreamedObject.Rest rest = StreamedObject.parse(bytes, LIMITS, "b", items::add);
      TreeMap<String, JsonValue> members = new TreeMap<>(rest.members().members());
      if (rest.streamed()) {
        members.put("b", new JsonArray(items));
      } else {
        assertEquals(List.of(), items);
      }
      return Optional.of(new JsonObject(members));
    } catch (MalformedException refused) {
      return Optional.empty();
    }
  }

  @Property(tries = 20_000)
  void anyDocument_isReadAsWhole(@ForAll("documents") String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertEquals(whole(bytes), inParts(bytes));
  }

  @Property(tries = 5_000)
  void changedByte_isReadAsWhole(
      @ForAll("documents") String text,
      @ForAll @IntRange(max = 1 << 10) int at,
      @ForAll @IntRange(min = 1, max = 255) int flip) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    bytes[at % bytes.length] ^= (byte) flip;
    assertEquals(whole(bytes), inParts(bytes));
  }

  /** Mostly objects, with and without the array, around all three limits, and a few others. */
  @Provide
  Arbitrary<String> documents() {
    Arbitrary<String> value =
        Arbitraries.of("0", "\"x\"", "[]", "{}", "[1,[2]]", "{\"b\":[]}", "[{\"b\":[3]}]", "null");
    Arbitrary<String> list =
        value.list().ofMaxSize(4).map(items -> "[" + String.join(",", items) + "]");
    Arbitrary<String> member =
        Arbitraries.of("a", "b", "b", "c", "bb", "\\u0062")
            .flatMap(name -> Arbitraries.oneOf(value, list).map(v -> "\"" + name + "\":" + v));
    Arbitrary<String> object =
        member.list().ofMaxSize(4).map(members -> "{" + String.join(",", members) + "}");
    Arbitrary<String> end = Arbitraries.of("", "", "", "", " ", "{}", ",");
    return Arbitraries.frequencyOf(Tuple.of(9, object), Tuple.of(1, value))
        .flatMap(document -> end.map(document::concat));
  }

  /** Random documents seldom end at a limit: the last byte and the last value that are read. */
  @Example
  void limits_areReachedAndNotPassed() throws MalformedException {
    byte[] ofBytes = ("{\"b\":[\"" + "x".repeat(50) + "\"]}").getBytes(StandardCharsets.UTF_8);
    assertEquals(60, ofBytes.length);
    assertEquals(whole(ofBytes), inParts(ofBytes));
    assertTrue(inParts(ofBytes).isPresent());
    byte[] ofValues = "{\"b\":[0,0,0,0,0,0,0,0,0,0]}".getBytes(StandardCharsets.UTF_8);
    assertTrue(inParts(ofValues).isPresent()); // with the array and the object, 12
    String oneMore = "{\"b\":[0,0,0,0,0,0,0,0,0,0,0]}";
    assertRefused(
        "value number 13 at byte 26, want at most 12 values",
        () ->
            StreamedObject.parse(
                oneMore.getBytes(StandardCharsets.UTF_8), LIMITS, "b", item -> {}));
  }

  private static List<Long> readStreamed(String json, int max) throws MalformedException {
    return Fields.readStreamed(
        json.getBytes(StandardCharsets.UTF_8),
        LIMITS,
        "b",
        max,
        in -> in.integer("x", 1, 9),
        (in, items) -> {
          in.constant("a", "v1");
          return items;
        });
  }

  @Example
  void items_areMadeAsTheyCome() throws MalformedException {
    assertEquals(List.of(1L, 2L), readStreamed("{\"a\":\"v1\",\"b\":[{\"x\":1},{\"x\":2}]}", 2));
    assertEquals(List.of(), readStreamed("{\"a\":\"v1\",\"b\":[]}", 2));
  }

  @Example
  void refusals_nameTheirPlace() {
    assertRefused("$.b: missing, want an array", () -> readStreamed("{\"a\":\"v1\"}", 2));
    assertRefused("$.b: no array, want one", () -> readStreamed("{\"a\":\"v1\",\"b\":{}}", 2));
    assertRefused(
        "$.b: more than 1 items, want 0 to 1",
        () -> readStreamed("{\"a\":\"v1\",\"b\":[{\"x\":1},{\"x\":2}]}", 1));
    assertRefused(
        "$.b[1].x: 10, want 1 to 9",
        () -> readStreamed("{\"a\":\"v1\",\"b\":[{\"x\":1},{\"x\":10}]}", 2));
    assertRefused(
        "$.b[0]: a number, want an object", () -> readStreamed("{\"a\":\"v1\",\"b\":[7]}", 2));
    assertRefused(
        "$: unknown field \"c\", want none but the known",
        () -> readStreamed("{\"a\":\"v1\",\"b\":[],\"c\":1}", 2));
  }
}
