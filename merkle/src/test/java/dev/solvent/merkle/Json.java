package dev.solvent.merkle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the JSON of our own vectors: objects, arrays, strings, integers. Not a checker of JSON; the
 * module has no library for it, and these files need none.
 */
final class Json {
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /** A Map, List, String or Long. */
  static Object read(String text) {
    Json json = new Json(text);
    Object value = json.value();
    json.skipSpace();
    if (json.at != text.length()) {
      throw new IllegalArgumentException("text after the end, at " + json.at);
    }
    return value;
  }

  private Object value() {
    skipSpace();
    return switch (text.charAt(at)) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      default -> integer();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> members = new LinkedHashMap<>();
    at++;
    while (!ends('}')) {
      skipSpace();
      String name = string();
      take(':');
      if (members.put(name, value()) != null) {
        throw new IllegalArgumentException("member " + name + " twice");
      }
    }
    return members;
  }

  private List<Object> array() {
    List<Object> elements = new ArrayList<>();
    at++;
    while (!ends(']')) {
      elements.add(value());
    }
    return elements;
  }

  /** Whether the object or array ends here; else takes the comma before the next element. */
  private boolean ends(char end) {
    skipSpace();
    if (text.charAt(at) == end) {
      at++;
      return true;
    }
    if (text.charAt(at) == ',') {
      at++;
    }
    return false;
  }

  private String string() {
    take('"');
    StringBuilder string = new StringBuilder();
    while (text.charAt(at) != '"') {
      if (text.charAt(at) == '\\') {
        throw new IllegalArgumentException("escape at " + at + ", want none in these files");
      }
      string.append(text.charAt(at++));
    }
    at++;
    return string.toString();
  }

  private Long integer() {
    int start = at;
    while (at < text.length() && "-0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return Long.valueOf(text.substring(start, at));
  }

  private void take(char wanted) {
    skipSpace();
    if (text.charAt(at) != wanted) {
      throw new IllegalArgumentException(text.charAt(at) + " at " + at + ", want " + wanted);
    }
    at++;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }
}
