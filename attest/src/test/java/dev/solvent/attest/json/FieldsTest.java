package dev.solvent.attest.json;

import static dev.solvent.attest.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.solvent.attest.json.JsonValue.JsonInteger;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every refusal of the field reader, with its path. */
final class FieldsTest {
  private static final JsonLimits LIMITS = new JsonLimits(10_000, 8, 100);

  private static <T> T read(String json, Fields.Reader<T> reader) throws MalformedException {
    return Fields.read(json.getBytes(StandardCharsets.UTF_8), LIMITS, reader);
  }

  private static <T> void refused(String json, Fields.Reader<T> reader, String message) {
    assertRefused(message, () -> read(json, reader));
  }

  private static long readX(Fields in) throws MalformedException {
    return in.integer("x", 1, 9);
  }

  private static Amount readNegative(Fields in) throws MalformedException {
    long x = in.integer("x", 1, 9);
    return in.build(() -> Amount.of(-x));
  }

  @Test
  void everyKindOfField_isRead() throws MalformedException {
    String json =
        "{\"extensions\":{\"z\":1},\"f\":\"v1\",\"list\":[{\"x\":1},{\"x\":2}],\"n\":3,"
            + "\"o\":{\"x\":4},\"t\":\"5\"}";
    List<Object> values =
        read(
            json,
            in -> {
              in.constant("f", "v1");
              return List.of(
                  in.extensions(),
                  in.list("list", 1, 2, FieldsTest::readX),
                  in.integer("n", 3, 3),
                  in.object("o", FieldsTest::readX),
                  in.optionalObject("absent", FieldsTest::readX),
                  in.text("t", Amount::parse));
            });
    assertEquals(
        List.of(
            new JsonObject(Map.of("z", new JsonInteger(1))),
            List.of(1L, 2L),
            3L,
            4L,
            Optional.empty(),
            Amount.of(5)),
        values);
  }

  @Test
  void notAnObject_isRefused() {
    refused("[]", FieldsTest::readX, "$: an array, want an object");
    refused("null", FieldsTest::readX, "$: null, want an object");
  }

  @Test
  void missingField_isRefused() {
    refused("{}", FieldsTest::readX, "$.x: missing, want a number");
    refused("{}", in -> in.text("t"), "$.t: missing, want text");
    refused("{}", in -> in.list("l", 0, 1, FieldsTest::readX), "$.l: missing, want an array");
    refused("{}", in -> in.object("o", FieldsTest::readX), "$.o: missing, want an object");
  }

  @Test
  void unknownField_isRefused() {
    refused(
        "{\"x\":1,\"y\":2}", FieldsTest::readX, "$: unknown field \"y\", want none but the known");
    refused(
        "{\"extensions\":{\"y\":2},\"x\":1}",
        FieldsTest::readX,
        "$: unknown field \"extensions\", want none but the known");
    refused(
        "{\"o\":{\"x\":1,\"y\":2}}",
        in -> in.object("o", FieldsTest::readX),
        "$.o: unknown field \"y\", want none but the known");
    refused(
        "{\"l\":[{\"x\":1},{\"x\":1,\"y\":2}]}",
        in -> in.list("l", 0, 2, FieldsTest::readX),
        "$.l[1]: unknown field \"y\", want none but the known");
  }

  @Test
  void otherType_isRefused() {
    refused("{\"x\":\"1\"}", FieldsTest::readX, "$.x: text, want a number");
    refused("{\"x\":null}", FieldsTest::readX, "$.x: null, want a number");
    refused("{\"x\":true}", FieldsTest::readX, "$.x: true, want a number");
    refused("{\"t\":1}", in -> in.text("t"), "$.t: a number, want text");
    refused("{\"t\":1}", in -> in.text("t", Amount::parse), "$.t: a number, want text");
    refused("{\"t\":false}", in -> in.text("t"), "$.t: false, want text");
    refused(
        "{\"l\":{}}",
        in -> in.list("l", 0, 1, FieldsTest::readX),
        "$.l: an empty object, want an array");
    refused(
        "{\"l\":[1]}",
        in -> in.list("l", 0, 1, FieldsTest::readX),
        "$.l[0]: a number, want an object");
    refused(
        "{\"o\":[]}",
        in -> in.optionalObject("o", FieldsTest::readX),
        "$.o: an array, want an object");
  }

  @Test
  void numberOutOfRange_isRefused() {
    refused("{\"x\":0}", FieldsTest::readX, "$.x: 0, want 1 to 9");
    refused("{\"x\":10}", FieldsTest::readX, "$.x: 10, want 1 to 9");
  }

  @Test
  void listSize_isLookedAtBeforeItsItems() {
    refused(
        "{\"l\":[1,2]}", in -> in.list("l", 0, 1, FieldsTest::readX), "$.l: 2 items, want 0 to 1");
    refused("{\"l\":[]}", in -> in.list("l", 1, 2, FieldsTest::readX), "$.l: 0 items, want 1 to 2");
  }

  @Test
  void otherConstant_isRefused() {
    Fields.Reader<String> reader =
        in -> {
          in.constant("f", "v1");
          return "";
        };
    refused("{\"f\":\"v2\"}", reader, "$.f: \"v2\", want \"v1\"");
    refused(
        "{\"f\":\"" + "v".repeat(99) + "\"}",
        reader,
        "$.f: \"" + "v".repeat(60) + "…\", want \"v1\"");
  }

  @Test
  void valueThatIsRefused_isNamedByItsPath() {
    refused(
        "{\"t\":\"-1\"}",
        in -> in.text("t", Amount::parse),
        "$.t: amount \"-1\", want 0|[1-9][0-9]{0,38} and below 2^128");
    refused(
        "{\"l\":[{\"x\":3}]}",
        in -> in.list("l", 1, 1, FieldsTest::readNegative),
        "$.l[0]: amount -3, want 0 <= amount < 2^128");
    refused(
        "{\"x\":3}",
        in -> {
          throw in.malformed("x", "three, want another");
        },
        "$.x: three, want another");
  }

  @Test
  void emptyExtensions_areRefused() {
    String message = ", want an object that is not empty, or none";
    refused("{\"extensions\":{}}", Fields::extensions, "$.extensions: an empty object" + message);
    refused("{\"extensions\":[1]}", Fields::extensions, "$.extensions: an array" + message);
  }

  /** A field's name and a text come from whoever wrote the file: a message shows them as ASCII. */
  @Test
  void whatAMessageRepeats_isPrintable() {
    refused(
        "{\"\u202e\\n\":1}",
        in -> "",
        "$: unknown field \"\\u202e\\u000a\", want none but the known");
    Fields.TextReader<String> careless =
        text -> {
          throw new MalformedException("found " + text);
        };
    refused(
        "{\"t\":\"\u202e\\u001b[31m\u007f\"}",
        in -> in.text("t", careless),
        "$.t: found \\u202e\\u001b[31m\\u007f");
    refused(
        "{\"t\":\"" + "x".repeat(500) + "\"}",
        in -> in.text("t", careless),
        "$.t: found " + "x".repeat(294) + "…");
    refused(
        "{\"" + "y".repeat(5_000) + "\":1}",
        in -> "",
        "$: unknown field \"" + "y".repeat(60) + "…\", want none but the known");
  }

  @Test
  void truth_isTrueOrFalse() throws MalformedException {
    assertEquals(true, read("{\"b\":true}", in -> in.truth("b")));
    assertEquals(false, read("{\"b\":false}", in -> in.truth("b")));
    refused("{\"b\":1}", in -> in.truth("b"), "$.b: a number, want true or false");
    refused("{}", in -> in.truth("b"), "$.b: missing, want true or false");
  }

  @Test
  void whatMayBeLeftOut_isEmptyWhereItIs() throws MalformedException {
    assertEquals(JsonObject.EMPTY, read("{}", Fields::extensions));
    assertEquals(Amount.of(3), read("{}", in -> in.build(() -> Amount.of(3))));
  }

  private static List<Long> streamed(String json) throws MalformedException {
    return Fields.readStreamed(
        json.getBytes(StandardCharsets.UTF_8),
        LIMITS,
        "l",
        2,
        FieldsTest::readX,
        (in, items) -> {
          in.integer("n", items.size(), items.size());
          return items;
        });
  }

  @Test
  void streamedArray_isReadItemByItem_andTheOthersAfterIt() throws MalformedException {
    assertEquals(List.of(), streamed("{\"l\":[],\"n\":0}"));
    assertEquals(List.of(4L, 5L), streamed("{\"l\":[{\"x\":4},{\"x\":5}],\"n\":2}"));
    assertRefused(
        "$.l: more than 2 items, want 0 to 2",
        () -> streamed("{\"l\":[{\"x\":4},{\"x\":5},{\"x\":6}],\"n\":3}"));
    assertRefused("$.l[1].x: 10, want 1 to 9", () -> streamed("{\"l\":[{\"x\":4},{\"x\":10}]}"));
    assertRefused("$.l: no array, want one", () -> streamed("{\"l\":1,\"n\":0}"));
    assertRefused("$.l: missing, want an array", () -> streamed("{\"n\":0}"));
    assertRefused("$.n: 1, want 0 to 0", () -> streamed("{\"l\":[],\"n\":1}"));
    assertRefused(
        "$: unknown field \"y\", want none but the known",
        () -> streamed("{\"l\":[],\"n\":0,\"y\":1}"));
  }
}
