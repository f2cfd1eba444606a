package dev.solvent.attest.evm;

import dev.solvent.attest.evm.Rlp.RlpList;
import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.MalformedException;
import java.util.Arrays;

/** The half bytes that a leaf or an extension stands for, out of their hex-prefix form. */
record TriePath(boolean isLeaf, Octets nibbles) {
  private static final int ODD = 1;
  private static final int LEAF = 2;

  /** The path of a node with two items. */
  static TriePath of(RlpList node) throws MalformedException {
    if (node.items().size() != 2) {
      throw new MalformedException("a node of " + node.items().size() + " items, want 2 or 17");
    }
    byte[] nibbles = Nibbles.of(node.items().getFirst().string());
    if (nibbles.length == 0 || nibbles[0] > 3) {
      throw new MalformedException("a path without its flag, want a first half byte of 0 to 3");
    }
    boolean odd = (nibbles[0] & ODD) != 0;
    boolean leaf = (nibbles[0] & LEAF) != 0;
    if (!odd && nibbles[1] != 0) {
      throw new MalformedException("a path of even length with a filled gap, want a zero there");
    }
    int from = odd ? 1 : 2;
    if (!leaf && nibbles.length == from) {
      throw new MalformedException("an extension of no length, want at least one half byte");
    }
    return new TriePath(leaf, Octets.of(Arrays.copyOfRange(nibbles, from, nibbles.length)));
  }

  int length() {
    return nibbles.length();
  }

  boolean startsAt(byte[] path, int at) {
    int end = at + length();
    return end <= path.length
        && Arrays.equals(nibbles.toBytes(), Arrays.copyOfRange(path, at, end));
  }
}
