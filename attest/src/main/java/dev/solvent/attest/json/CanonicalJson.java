package dev.solvent.attest.json;

import dev.solvent.merkle.MalformedException;

/**
 * Reads and writes RFC 8785 JSON whose numbers are integers of less than 2^53 in size. Without
 * state: any thread.
 *
 * <p>A reader refuses bytes that differ from the print of what it parsed. So two programs that
 * parse differently can only differ in what they refuse, never in what they understand, whatever
 * either makes of white space, escapes, number forms, duplicate names or trailing bytes.
 */
public final class CanonicalJson {
  private CanonicalJson() {}

  /** The value of these bytes, which are its one encoding. */
  public static JsonValue parse(byte[] bytes, JsonLimits limits) throws MalformedException {
    if (bytes.length > limits.maxBytes()) {
      throw new MalformedException(bytes.length + " bytes, want at most " + limits.maxBytes());
    }
    JsonValue value = new JsonTokens(Unicode.decode(bytes), limits).readDocument();
    PrintComparison comparison = new PrintComparison(bytes);
    JsonPrinter.print(value, limits, comparison);
    comparison.requireEnd();
    return value;
  }

  /**
   * The one encoding of the value, which {@link #parse} reads back under the same limits. A value
   * outside of them is the caller's fault: an {@link IllegalArgumentException}.
   */
  public static byte[] print(JsonValue value, JsonLimits limits) {
    byte[] bytes = JsonPrinter.print(value, limits);
    if (bytes.length > limits.maxBytes()) {
      throw new IllegalArgumentException(
          bytes.length + " bytes, want at most " + limits.maxBytes());
    }
    return bytes;
  }
}
