package dev.solvent.attest.json;

import dev.solvent.attest.json.JsonValue.JsonArray;
import dev.solvent.attest.json.JsonValue.JsonBoolean;
import dev.solvent.attest.json.JsonValue.JsonInteger;
import dev.solvent.attest.json.JsonValue.JsonNull;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.JsonValue.JsonText;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one object, as a format's reader takes them: each by its name, of the type it
 * wants. A field that is missing, of another type or taken by nobody is refused, with its path. One
 * thread.
 *
 * <pre>
 *   static Point read(Fields in) throws MalformedException {
 *     Amount x = in.text("x", Amount::parse);
 *     Amount y = in.text("y", Amount::parse);
 *     return in.build(() -&gt; new Point(x, y));   // what the constructor refuses is malformed
 *   }
 *
 *   Point point = Fields.read(bytes, LIMITS, Point::read);
 * </pre>
 */
public final class Fields {
  /** Where alone a format may carry what this version does not know; nothing in it counts. */
  public static final String EXTENSIONS = "extensions";

  private static final int LONGEST_MESSAGE = 300;

  /** Takes every field of an object and makes a value of them. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(Fields in) throws MalformedException;
  }

  /** As {@link Reader}, with the items that were streamed. */
  @FunctionalInterface
  public interface StreamedReader<I, T> {
    T read(Fields in, List<I> items) throws MalformedException;
  }

  /** Makes a value of a text, such as {@code Amount::parse}. */
  @FunctionalInterface
  public interface TextReader<T> {
    T read(String text) throws MalformedException;
  }

  private final String path;
  private final JsonObject object;
  private final Set<String> taken = new HashSet<>();

  private Fields(String path, JsonObject object) {
    this.path = path;
    this.object = object;
  }

  /** Reads a file: canonical JSON, an object, every field taken. */
  public static <T> T read(byte[] bytes, JsonLimits limits, Reader<T> reader)
      throws MalformedException {
    return read("$", CanonicalJson.parse(bytes, limits), reader);
  }

  /**
   * Reads a file with one array so large that its items are made into values as they come.
   *
   * @param array its name; at most {@code max} items
   * @param reader makes the whole of all other fields, and the items
   */
  public static <I, T> T readStreamed(
      byte[] bytes,
      JsonLimits limits,
      String array,
      int max,
      Reader<I> item,
      StreamedReader<I, T> reader)
      throws MalformedException {
    List<I> items = new ArrayList<>();
    String path = "$." + array;
    StreamedObject.Rest rest =
        StreamedObject.parse(
            bytes,
            limits,
            array,
            value -> {
              if (items.size() == max) {
                throw problem(path, "more than " + max + " items, want 0 to " + max);
              }
              items.add(read(path + "[" + items.size() + "]", value, item));
            });
    return read(
        "$",
        rest.members(),
        in -> {
          if (!rest.streamed()) {
            throw in.malformed(
                array, in.has(array) ? "no array, want one" : "missing, want an array");
          }
          return reader.read(in, items);
        });
  }

  private static <T> T read(String path, JsonValue value, Reader<T> reader)
      throws MalformedException {
    if (!(value instanceof JsonObject object)) {
      throw problem(path, kind(value) + ", want an object");
    }
    Fields fields = new Fields(path, object);
    T result = reader.read(fields);
    fields.refuseUntaken();
    return result;
  }

  private void refuseUntaken() throws MalformedException {
    for (String name : object.members().keySet()) {
      if (!taken.contains(name)) {
        throw problem(path, "unknown field " + Quoted.of(name) + ", want none but the known");
      }
    }
  }

  /** A text that is always the same, such as the format's name. */
  public void constant(String name, String wanted) throws MalformedException {
    String found = text(name);
    if (!found.equals(wanted)) {
      throw malformed(name, Quoted.of(found) + ", want \"" + wanted + "\"");
    }
  }

  public String text(String name) throws MalformedException {
    JsonValue value = take(name, "text");
    if (!(value instanceof JsonText(String text))) {
      throw malformed(name, kind(value) + ", want text");
    }
    return text;
  }

  public <T> T text(String name, TextReader<T> reader) throws MalformedException {
    String text = text(name);
    try {
      return reader.read(text);
    } catch (MalformedException e) {
      throw malformed(name, e.getMessage());
    }
  }

  public long integer(String name, long min, long max) throws MalformedException {
    JsonValue value = take(name, "a number");
    if (!(value instanceof JsonInteger(long number))) {
      throw malformed(name, kind(value) + ", want a number");
    }
    if (number < min || number > max) {
      throw malformed(name, number + ", want " + min + " to " + max);
    }
    return number;
  }

  /** {@code true} or {@code false}. */
  public boolean truth(String name) throws MalformedException {
    JsonValue value = take(name, "true or false");
    if (!(value instanceof JsonBoolean(boolean truth))) {
      throw malformed(name, kind(value) + ", want true or false");
    }
    return truth;
  }

  public <T> T object(String name, Reader<T> reader) throws MalformedException {
    return read(at(name), take(name, "an object"), reader);
  }

  /** As {@link #object}, where the field may be absent. */
  public <T> Optional<T> optionalObject(String name, Reader<T> reader) throws MalformedException {
    return has(name) ? Optional.of(object(name, reader)) : Optional.empty();
  }

  /** An array of objects; how many there are is looked at before any of them. */
  public <T> List<T> list(String name, int min, int max, Reader<T> reader)
      throws MalformedException {
    JsonValue value = take(name, "an array");
    if (!(value instanceof JsonArray(List<JsonValue> items))) {
      throw malformed(name, kind(value) + ", want an array");
    }
    if (items.size() < min || items.size() > max) {
      throw malformed(name, items.size() + " items, want " + min + " to " + max);
    }
    List<T> result = new ArrayList<>(items.size());
    for (JsonValue item : items) {
      result.add(read(at(name) + "[" + result.size() + "]", item, reader));
    }
    return result;
  }

  /** The {@code extensions} object, empty where there is none: an empty one is left out. */
  public JsonObject extensions() throws MalformedException {
    if (!has(EXTENSIONS)) {
      return JsonObject.EMPTY;
    }
    JsonValue value = take(EXTENSIONS, "an object");
    if (!(value instanceof JsonObject extensions) || extensions.isEmpty()) {
      throw malformed(EXTENSIONS, kind(value) + ", want an object that is not empty, or none");
    }
    return extensions;
  }

  public boolean has(String name) {
    return object.members().containsKey(name);
  }

  /**
   * Makes the value; the {@link IllegalArgumentException} of its constructor is malformed input.
   */
  public <T> T build(Supplier<T> constructor) throws MalformedException {
    try {
      return constructor.get();
    } catch (IllegalArgumentException e) {
      throw problem(path, e.getMessage());
    }
  }

  /** That a field is not what the format says, where only the format's reader can tell. */
  public MalformedException malformed(String name, @Nullable String foundAndWanted) {
    return problem(at(name), foundAndWanted);
  }

  private JsonValue take(String name, String wanted) throws MalformedException {
    JsonValue value = object.members().get(name);
    if (value == null) {
      throw malformed(name, "missing, want " + wanted);
    }
    taken.add(name);
    return value;
  }

  private String at(String name) {
    return path + "." + name;
  }

  private static String kind(JsonValue value) {
    return switch (value) {
      case JsonNull() -> "null";
      case JsonBoolean(boolean truth) -> truth ? "true" : "false";
      case JsonInteger(long number) -> "a number";
      case JsonText(String text) -> "text";
      case JsonArray(List<JsonValue> items) -> "an array";
      case JsonObject o -> o.isEmpty() ? "an empty object" : "an object";
    };
  }

  /** One line without control characters, whatever a value's own message repeats of the input. */
  private static MalformedException problem(String where, @Nullable String foundAndWanted) {
    String line = Unicode.shown(String.valueOf(foundAndWanted), LONGEST_MESSAGE);
    return new MalformedException(where + ": " + line);
  }
}
