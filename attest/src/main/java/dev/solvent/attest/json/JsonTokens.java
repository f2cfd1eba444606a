package dev.solvent.attest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.solvent.attest.json.JsonValue.JsonArray;
import dev.solvent.attest.json.JsonValue.JsonBoolean;
import dev.solvent.attest.json.JsonValue.JsonInteger;
import dev.solvent.attest.json.JsonValue.JsonNull;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.JsonValue.JsonText;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One document's values out of Jackson's tokens. Jackson says what a token is; what it would let
 * pass beyond our restriction is refused here or by the comparison with the print.
 *
 * <p>Messages name the byte and never repeat a value: it may be a key. Jackson's own messages do
 * repeat it, so none of them is handed on.
 */
final class JsonTokens {
  /** As many as 9007199254740991 has; Jackson counts them before it makes a number of them. */
  private static final int MAX_DIGITS = 16;

  /** Keeps no names between documents: no shared state that a document could fill. */
  private static final JsonFactory JACKSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNumberLength(MAX_DIGITS)
                  .maxNestingDepth(JsonLimits.DEEPEST + 1) // ours comes first
                  .maxStringLength(Integer.MAX_VALUE) // the document's size is the limit
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private static final String UNPAIRED = "unpaired surrogate in the text";

  private final CharBuffer chars;
  private final JsonParser jackson;
  private final JsonLimits limits;
  private int values = 0;

  JsonTokens(CharBuffer chars, JsonLimits limits) {
    this.chars = chars;
    this.limits = limits;
    try {
      jackson = JACKSON.createParser(chars.array(), chars.arrayOffset(), chars.limit());
    } catch (IOException e) {
      throw new UncheckedIOException("characters in memory are always readable", e);
    }
  }

  JsonValue readDocument() throws MalformedException {
    JsonToken first = next();
    if (first == null) {
      throw new MalformedException("no value, want one JSON value");
    }
    JsonValue value = value(first, 0);
    if (next() != null) {
      throw problem("more after the value", "nothing after it");
    }
    return value;
  }

  /** Takes the parts of an object, each as soon as it is read. */
  interface Parts {
    void member(String name, JsonValue value) throws MalformedException;

    void arrayStarts(String name) throws MalformedException;

    void item(JsonValue item) throws MalformedException;

    void arrayEnds() throws MalformedException;
  }

  /** The document is an object; the items of its array of that name are handed on one by one. */
  void readObject(String streamed, Parts parts) throws MalformedException {
    if (next() != JsonToken.START_OBJECT) {
      throw problem("another value", "an object");
    }
    count();
    int object = inside(0);
    while (next() != JsonToken.END_OBJECT) {
      String name = unicode();
      JsonToken token = next();
      if (name.equals(streamed) && token == JsonToken.START_ARRAY) {
        count();
        int depth = inside(object);
        parts.arrayStarts(name);
        for (JsonToken item = next(); item != JsonToken.END_ARRAY; item = next()) {
          parts.item(value(item, depth));
        }
        parts.arrayEnds();
      } else {
        parts.member(name, value(token, object));
      }
    }
    if (next() != null) {
      throw problem("more after the value", "nothing after it");
    }
  }

  private void count() throws MalformedException {
    values++;
    if (values > limits.maxValues()) {
      throw problem("value number " + values, "at most " + limits.maxValues() + " values");
    }
  }

  private JsonValue value(@Nullable JsonToken token, int depth) throws MalformedException {
    count();
    return switch (token) {
      case VALUE_NULL -> new JsonNull();
      case VALUE_TRUE -> new JsonBoolean(true);
      case VALUE_FALSE -> new JsonBoolean(false);
      case VALUE_NUMBER_INT -> integer();
      case VALUE_NUMBER_FLOAT ->
          throw problem("number with a fraction or an exponent", "an integer");
      case VALUE_STRING -> text();
      case START_ARRAY -> array(inside(depth));
      case START_OBJECT -> object(inside(depth));
      case null, default -> throw problem("no value", "a JSON value");
    };
  }

  private int inside(int depth) throws MalformedException {
    if (depth >= limits.maxDepth()) {
      throw problem("depth " + (depth + 1), "at most " + limits.maxDepth());
    }
    return depth + 1;
  }

  private JsonArray array(int depth) throws MalformedException {
    List<JsonValue> items = new ArrayList<>();
    for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
      items.add(value(token, depth));
    }
    return new JsonArray(items);
  }

  private JsonObject object(int depth) throws MalformedException {
    SortedMap<String, JsonValue> members = new TreeMap<>();
    while (next() != JsonToken.END_OBJECT) {
      String name = unicode();
      if (members.containsKey(name)) {
        throw problem("name " + Quoted.of(name) + " twice", "each once");
      }
      members.put(name, value(next(), depth));
    }
    return new JsonObject(members);
  }

  private JsonInteger integer() throws MalformedException {
    try {
      long value = jackson.getLongValue();
      if (value < -JsonInteger.MAX || value > JsonInteger.MAX) {
        throw problem("number out of range", "|n| < 2^53");
      }
      if (!jackson.getText().equals(Long.toString(value))) {
        throw problem("number -0", "0");
      }
      return new JsonInteger(value);
    } catch (IOException e) {
      throw problem(e);
    }
  }

  private JsonText text() throws MalformedException {
    try {
      return new JsonText(jackson.getText());
    } catch (IllegalArgumentException e) {
      throw problem(UNPAIRED, "Unicode text");
    } catch (IOException e) {
      throw problem(e);
    }
  }

  private String unicode() throws MalformedException {
    try {
      String text = jackson.getText();
      if (!Unicode.isText(text)) {
        throw problem(UNPAIRED, "Unicode text");
      }
      return text;
    } catch (IOException e) {
      throw problem(e);
    }
  }

  private @Nullable JsonToken next() throws MalformedException {
    try {
      return jackson.nextToken();
    } catch (IOException e) {
      throw problem(e);
    }
  }

  /** At the token that was read. */
  private MalformedException problem(String found, String wanted) {
    return at(jackson.currentTokenLocation().getCharOffset(), found, wanted);
  }

  /** What Jackson refused; where it stopped reading. */
  private MalformedException problem(IOException refused) {
    if (!(refused instanceof JsonProcessingException)) {
      throw new UncheckedIOException("characters in memory are always readable", refused);
    }
    long stopped = jackson.currentLocation().getCharOffset();
    return switch (refused) {
      case StreamConstraintsException e ->
          at(stopped, "number too long", "at most " + MAX_DIGITS + " digits");
      case JsonEOFException e -> at(chars.limit(), "the document ends early", "its end");
      default -> at(stopped, "not JSON", "a JSON token");
    };
  }

  private MalformedException at(long character, String found, String wanted) {
    int count = Math.clamp(character, 0, chars.limit());
    int offset = Unicode.utf8Length(chars.array(), count);
    return new MalformedException(found + " at byte " + offset + ", want " + wanted);
  }
}
