package dev.solvent.attest.json;

import dev.solvent.merkle.MalformedException;
import java.util.Arrays;

/**
 * Holds a document to the print of what was read from it, piece by piece: the print itself never
 * stands in memory. One document.
 */
final class PrintComparison implements JsonPrinter.Sink {
  private final byte[] document;
  private int at = 0;
  private boolean differs = false;

  PrintComparison(byte[] document) {
    this.document = document;
  }

  @Override
  public void put(byte[] print, int from, int to) {
    if (differs) {
      return;
    }
    int end = Math.min(document.length, at + to - from);
    int difference = Arrays.mismatch(document, at, end, print, from, to);
    differs = difference >= 0;
    at = differs ? at + difference : end;
  }

  /** Refuses at the first byte that is another. */
  void requireSame() throws MalformedException {
    if (differs) {
      throw notCanonical();
    }
  }

  /** And nothing stands behind what was printed. */
  void requireEnd() throws MalformedException {
    if (differs || at != document.length) {
      throw notCanonical();
    }
  }

  MalformedException notCanonical() {
    return new MalformedException(
        "not canonical at byte "
            + at
            + ", want no white space, sorted names and the shortest escapes (RFC 8785)");
  }
}
