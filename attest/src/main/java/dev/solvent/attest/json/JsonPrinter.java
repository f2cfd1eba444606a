package dev.solvent.attest.json;

import dev.solvent.attest.json.JsonValue.JsonArray;
import dev.solvent.attest.json.JsonValue.JsonBoolean;
import dev.solvent.attest.json.JsonValue.JsonInteger;
import dev.solvent.attest.json.JsonValue.JsonNull;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.JsonValue.JsonText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The canonical print: what RFC 8785 section 3.2 says, for the values that we have. One print. */
final class JsonPrinter {
  private static final byte[] QUOTE = ascii("\"");
  private static final byte[] COMMA = ascii(",");
  private static final byte[] COLON = ascii(":");

  /** Takes the print, piece by piece. */
  interface Sink {
    void put(byte[] bytes, int from, int to);
  }

  private final Sink out;
  private final JsonLimits limits;
  private int depth = 0;
  private int values = 0;

  private JsonPrinter(Sink out, JsonLimits limits) {
    this.out = out;
    this.limits = limits;
  }

  /** Looks at depth and number of values; at the size, only the caller can. */
  static byte[] print(JsonValue value, JsonLimits limits) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    print(value, limits, (bytes, from, to) -> out.write(bytes, from, to - from));
    return out.toByteArray();
  }

  static void print(JsonValue value, JsonLimits limits, Sink out) {
    new JsonPrinter(out, limits).value(value);
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void put(String ascii) {
    put(ascii(ascii));
  }

  private void put(byte[] bytes) {
    out.put(bytes, 0, bytes.length);
  }

  private void value(JsonValue value) {
    values++;
    require("values", values, limits.maxValues());
    switch (value) {
      case JsonNull() -> put("null");
      case JsonBoolean(boolean truth) -> put(Boolean.toString(truth));
      case JsonInteger(long number) -> put(Long.toString(number));
      case JsonText(String text) -> text(text);
      case JsonArray array -> array(array);
      case JsonObject object -> object(object);
    }
  }

  private static void require(String what, int found, int max) {
    if (found > max) {
      throw new IllegalArgumentException(what + " " + found + ", want at most " + max);
    }
  }

  private void array(JsonArray array) {
    open("[");
    boolean first = true;
    for (JsonValue item : array.items()) {
      if (!first) {
        put(COMMA);
      }
      first = false;
      value(item);
    }
    close("]");
  }

  private void object(JsonObject object) {
    open("{");
    boolean first = true;
    for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
      if (!first) {
        put(COMMA);
      }
      first = false;
      text(member.getKey());
      put(COLON);
      value(member.getValue());
    }
    close("}");
  }

  private void open(String bracket) {
    depth++;
    require("depth", depth, limits.maxDepth());
    put(bracket);
  }

  private void close(String bracket) {
    depth--;
    put(bracket);
  }

  /** Runs of what stands as itself are put at once: most texts are one. */
  private void text(String text) {
    put(QUOTE);
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int from = 0;
    for (int i = 0; i < utf8.length; i++) {
      byte b = utf8[i];
      if (b == '"' || b == '\\' || (b >= 0 && b < 0x20)) {
        out.put(utf8, from, i);
        put(escaped(b));
        from = i + 1;
      }
    }
    out.put(utf8, from, utf8.length);
    put(QUOTE);
  }

  private static String escaped(byte b) {
    return switch (b) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\b' -> "\\b";
      case '\t' -> "\\t";
      case '\n' -> "\\n";
      case '\f' -> "\\f";
      case '\r' -> "\\r";
      default -> "\\u00" + (b < 0x10 ? '0' : '1') + Character.forDigit(b & 15, 16);
    };
  }
}
