package dev.solvent.attest.json;

import dev.solvent.attest.json.JsonValue.JsonArray;
import dev.solvent.attest.json.JsonValue.JsonBoolean;
import dev.solvent.attest.json.JsonValue.JsonInteger;
import dev.solvent.attest.json.JsonValue.JsonNull;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.JsonValue.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The canonical print: what RFC 8785 section 3.2 says, for the values that we have. One print. */
final class JsonPrinter {
  private final StringBuilder out = new StringBuilder();
  private final JsonLimits limits;
  private int depth = 0;
  private int values = 0;

  private JsonPrinter(JsonLimits limits) {
    this.limits = limits;
  }

  /** Looks at depth and number of values; at the size, only the caller can. */
  static byte[] print(JsonValue value, JsonLimits limits) {
    JsonPrinter printer = new JsonPrinter(limits);
    printer.value(value);
    return printer.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void value(JsonValue value) {
    values++;
    require("values", values, limits.maxValues());
    switch (value) {
      case JsonNull() -> out.append("null");
      case JsonBoolean(boolean truth) -> out.append(truth);
      case JsonInteger(long number) -> out.append(number);
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
    open('[');
    String before = "";
    for (JsonValue item : array.items()) {
      out.append(before);
      value(item);
      before = ",";
    }
    close(']');
  }

  private void object(JsonObject object) {
    open('{');
    String before = "";
    for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
      out.append(before);
      text(member.getKey());
      out.append(':');
      value(member.getValue());
      before = ",";
    }
    close('}');
  }

  private void open(char bracket) {
    depth++;
    require("depth", depth, limits.maxDepth());
    out.append(bracket);
  }

  private void close(char bracket) {
    depth--;
    out.append(bracket);
  }

  private void text(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> {
          if (c < 0x20) {
            out.append("\\u00").append(c < 0x10 ? '0' : '1').append(Character.forDigit(c & 15, 16));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
