package dev.solvent.attest.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.solvent.attest.json.JsonValue.JsonArray;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Beneath every format: whole and in parts, the same bytes are read, and print back. */
class JsonFuzzTest {
  private static final JsonLimits LIMITS = new JsonLimits(4_096, 8, 200);

  static Stream<byte[]> seeds() {
    return Stream.of(
            "{\"a\":[{\"b\":1},{\"c\":[true,null]}],\"é\":\"\\u0000\\n\\\"\"}",
            "{\"a\":[],\"aa\":9007199254740991,\"b\":-1}",
            "[0,\"\uD83D\uDE00\",{}]",
            "{\"b\":[1,2],\"a\":1}",
            "1e1",
            "")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void document_ofAnyBytes_isReadInOneWay(byte[] bytes) {
    Optional<JsonValue> whole = whole(bytes);
    assertEquals(whole.filter(JsonObject.class::isInstance), inParts(bytes));
  }

  private static Optional<JsonValue> whole(byte[] bytes) {
    try {
      JsonValue value = CanonicalJson.parse(bytes, LIMITS);
      assertArrayEquals(bytes, CanonicalJson.print(value, LIMITS));
      return Optional.of(value);
    } catch (MalformedException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isEmpty());
      return Optional.empty();
    }
  }

  private static Optional<JsonValue> inParts(byte[] bytes) {
    List<JsonValue> items = new ArrayList<>();
    try {
      StreamedObject.Rest rest = StreamedObject.parse(bytes, LIMITS, "a", items::add);
      TreeMap<String, JsonValue> members = new TreeMap<>(rest.members().members());
      if (rest.streamed()) {
        members.put("a", new JsonArray(items));
      }
      return Optional.of(new JsonObject(members));
    } catch (MalformedException refused) {
      return Optional.empty();
    }
  }
}
