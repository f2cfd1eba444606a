package dev.solvent.attest.log;

import dev.solvent.merkle.Hash;
import java.util.List;

/** The three ways in which a proof's hashes are joined to the one in hand. */
final class PathFold {
  private PathFold() {}

  /** Left or right as the bits of the index say, lowest bit first. */
  static Hash inner(Hash seed, List<Hash> path, long index) {
    Hash hash = seed;
    for (int i = 0; i < path.size(); i++) {
      boolean left = (index >>> i & 1) == 0;
      hash = left ? LogHasher.node(hash, path.get(i)) : LogHasher.node(path.get(i), hash);
    }
    return hash;
  }

  /** Only those that stand on the left: the part of the way that an older log had as well. */
  static Hash innerLeft(Hash seed, List<Hash> path, long index) {
    Hash hash = seed;
    for (int i = 0; i < path.size(); i++) {
      if ((index >>> i & 1) == 1) {
        hash = LogHasher.node(path.get(i), hash);
      }
    }
    return hash;
  }

  /** All on the left: the way along the right edge. */
  static Hash border(Hash seed, List<Hash> path) {
    Hash hash = seed;
    for (Hash left : path) {
      hash = LogHasher.node(left, hash);
    }
    return hash;
  }

  /** The levels below the one at which the ways of two leaves meet. */
  static int innerLevels(long index, long last) {
    return Long.SIZE - Long.numberOfLeadingZeros(index ^ last);
  }

  /** The hashes left of the right edge above those levels. */
  static int borderLevels(long index, int inner) {
    return inner == Long.SIZE ? 0 : Long.bitCount(index >>> inner);
  }
}
