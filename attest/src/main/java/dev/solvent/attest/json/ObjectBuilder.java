package dev.solvent.attest.json;

import dev.solvent.attest.json.JsonValue.JsonArray;
import dev.solvent.attest.json.JsonValue.JsonBoolean;
import dev.solvent.attest.json.JsonValue.JsonInteger;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.JsonValue.JsonText;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The members of an object to print, in any order. One thread. */
public final class ObjectBuilder {
  private final SortedMap<String, JsonValue> members = new TreeMap<>();

  public ObjectBuilder put(String name, JsonValue value) {
    if (members.putIfAbsent(name, value) != null) {
      throw new IllegalArgumentException("field " + name + " twice, want it once");
    }
    return this;
  }

  public ObjectBuilder put(String name, String text) {
    return put(name, new JsonText(text));
  }

  public ObjectBuilder put(String name, long number) {
    return put(name, new JsonInteger(number));
  }

  public ObjectBuilder put(String name, boolean truth) {
    return put(name, new JsonBoolean(truth));
  }

  public <T> ObjectBuilder put(String name, List<T> items, Function<T, JsonObject> toJson) {
    return put(name, new JsonArray(items.stream().<JsonValue>map(toJson).toList()));
  }

  /** The {@code extensions} object, which is left out where it is empty. */
  public ObjectBuilder extensions(JsonObject extensions) {
    return extensions.isEmpty() ? this : put(Fields.EXTENSIONS, extensions);
  }

  public JsonObject build() {
    return new JsonObject(members);
  }
}
