package dev.solvent.merkle.tree;

import dev.solvent.merkle.BlankKey;
import dev.solvent.merkle.TreeHasher;
import java.io.IOException;

/** The leaves that belong to nobody and fill a tree up to a power of two. */
final class Blanks {
  private Blanks() {}

  static void write(BlankKey key, long from, long to, Spill.Writer writer) throws IOException {
    TreeHasher hasher = new TreeHasher();
    byte[] secret = key.exposeBytes();
    byte[] leaf = new byte[SpilledLeaf.MOST_BYTES];
    int length = SpilledLeaf.putBalance(leaf, 0, 0);
    for (long i = from; i < to; i++) {
      hasher.blankLocator(secret, i, leaf, 0);
      writer.append(leaf, 0, length);
    }
  }
}
