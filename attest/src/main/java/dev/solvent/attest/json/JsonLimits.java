package dev.solvent.attest.json;

/**
 * How much of a file is looked at: its size in bytes, how deep its arrays and objects nest (a
 * single one is depth 1), and how many values it has, each array, object, text, number and literal
 * counted. A format states its own. The last keeps a small file from becoming many objects in
 * memory.
 */
public record JsonLimits(int maxBytes, int maxDepth, int maxValues) {
  /** Deeper than any format needs, and far from what a thread's stack holds. */
  static final int DEEPEST = 100;

  public JsonLimits {
    if (maxBytes < 1 || maxDepth < 0 || maxDepth > DEEPEST || maxValues < 1) {
      throw new IllegalArgumentException(
          "limits of "
              + (maxBytes + " bytes, depth " + maxDepth + ", " + maxValues + " values")
              + (", want at least 1, 0 to " + DEEPEST + ", at least 1"));
    }
  }
}
