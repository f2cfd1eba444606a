package dev.solvent.attest.json;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.JsonValue.JsonText;
import dev.solvent.merkle.MalformedException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An object with one array so large that its items are taken one by one: neither its tree nor its
 * print ever stands in memory whole. What is read is compared with its print part by part, and so
 * refused wherever {@link CanonicalJson#parse} refuses it. One document.
 */
final class StreamedObject implements JsonTokens.Parts {
  /** Takes an item of the array. */
  interface ItemSink {
    void take(JsonValue item) throws MalformedException;
  }

  private final PrintComparison comparison;
  private final JsonLimits limits;
  private final ItemSink items;
  private final SortedMap<String, JsonValue> members = new TreeMap<>();
  private @Nullable String last = null;
  private boolean streamed = false;
  private String before = "{";

  private StreamedObject(byte[] bytes, JsonLimits limits, ItemSink items) {
    comparison = new PrintComparison(bytes);
    this.limits = limits;
    this.items = items;
  }

  /**
   * @param members all but the array
   * @param streamed whether the array was there
   */
  record Rest(JsonObject members, boolean streamed) {}

  static Rest parse(byte[] bytes, JsonLimits limits, String array, ItemSink items)
      throws MalformedException {
    if (bytes.length > limits.maxBytes()) {
      throw new MalformedException(bytes.length + " bytes, want at most " + limits.maxBytes());
    }
    StreamedObject object = new StreamedObject(bytes, limits, items);
    new JsonTokens(Unicode.decode(bytes), limits).readObject(array, object);
    object.expect(object.before.equals("{") ? "{}" : "}");
    object.comparison.requireEnd();
    return new Rest(new JsonObject(object.members), object.streamed);
  }

  private void name(String name) throws MalformedException {
    if (last != null && last.compareTo(name) >= 0) {
      throw comparison.notCanonical();
    }
    last = name;
    expect(before);
    expect(new JsonText(name));
    expect(":");
    before = ",";
  }

  @Override
  public void member(String name, JsonValue value) throws MalformedException {
    name(name);
    expect(value);
    members.put(name, value);
  }

  @Override
  public void arrayStarts(String name) throws MalformedException {
    name(name);
    streamed = true;
    before = "[";
  }

  @Override
  public void item(JsonValue item) throws MalformedException {
    expect(before);
    expect(item);
    before = ",";
    items.take(item);
  }

  @Override
  public void arrayEnds() throws MalformedException {
    expect(before.equals("[") ? "[]" : "]");
    before = ",";
  }

  private void expect(JsonValue value) throws MalformedException {
    JsonPrinter.print(value, limits, comparison);
    comparison.requireSame();
  }

  private void expect(String punctuation) throws MalformedException {
    byte[] bytes = JsonPrinter.ascii(punctuation);
    comparison.put(bytes, 0, bytes.length);
    comparison.requireSame();
  }
}
