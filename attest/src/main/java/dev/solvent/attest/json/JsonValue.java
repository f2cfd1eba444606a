package dev.solvent.attest.json;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A JSON value that has a canonical print. Immutable.
 *
 * <p>Parsed files hold account keys, so {@code toString} of a text shows its length only.
 */
public sealed interface JsonValue {
  record JsonNull() implements JsonValue {}

  record JsonBoolean(boolean value) implements JsonValue {}

  /** A whole number of less than 2^53 in size, so that every reader of JSON has it exactly. */
  record JsonInteger(long value) implements JsonValue {
    public static final long MAX = (1L << 53) - 1;

    public JsonInteger {
      if (value < -MAX || value > MAX) {
        throw new IllegalArgumentException("number " + value + ", want |n| < 2^53");
      }
    }
  }

  /** Unicode text: UTF-16 without an unpaired surrogate. */
  record JsonText(String text) implements JsonValue {
    public JsonText {
      requireUnicode(text);
    }

    @Override
    public String toString() {
      return "JsonText[" + text.length() + " characters]";
    }
  }

  record JsonArray(List<JsonValue> items) implements JsonValue {
    public JsonArray {
      items = List.copyOf(items);
    }
  }

  /** Members in canonical order: ascending by the UTF-16 code units of their names. */
  record JsonObject(Map<String, JsonValue> members) implements JsonValue {
    public static final JsonObject EMPTY = new JsonObject(Map.of());

    public JsonObject {
      SortedMap<String, JsonValue> sorted = new TreeMap<>(members);
      sorted.forEach((name, value) -> {
        requireUnicode(name);
        Objects.requireNonNull(value, name);
      });
      members = Collections.unmodifiableSortedMap(sorted);
    }

    public boolean isEmpty() {
      return members.isEmpty();
    }
  }

  private static void requireUnicode(String text) {
    if (!Unicode.isText(text)) {
      throw new IllegalArgumentException("text with an unpaired surrogate, want Unicode text");
    }
  }
}
