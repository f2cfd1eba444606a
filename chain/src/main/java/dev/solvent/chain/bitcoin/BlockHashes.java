package dev.solvent.chain.bitcoin;

import dev.solvent.attest.signature.Digests;
import dev.solvent.merkle.Hash;
import java.util.ArrayList;
import java.util.List;

/** Hashes of blocks and transactions, as they are displayed: the digest's bytes from the last. */
final class BlockHashes {
  private BlockHashes() {}

  /** SHA-256 of SHA-256. */
  static Hash twice(byte[] bytes) {
    return displayed(Digests.sha256(Digests.sha256(bytes).toBytes()).toBytes());
  }

  /** Turns 32 bytes around. */
  static Hash displayed(byte[] bytes) {
    return Hash.of(reversed(bytes));
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] out = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      out[i] = bytes[bytes.length - 1 - i];
    }
    return out;
  }

  /** The root over a block's transactions, in their order; at least one. */
  static Hash merkleRoot(List<Hash> transactions) {
    List<Hash> level = transactions;
    while (level.size() > 1) {
      List<Hash> above = new ArrayList<>((level.size() + 1) / 2);
      for (int i = 0; i < level.size(); i += 2) {
        above.add(parent(level.get(i), level.get(Math.min(i + 1, level.size() - 1))));
      }
      level = above;
    }
    return level.getFirst();
  }

  private static Hash parent(Hash left, Hash right) {
    byte[] both = new byte[2 * Hash.BYTES];
    displayed(left.toBytes()).copyTo(both, 0);
    displayed(right.toBytes()).copyTo(both, Hash.BYTES);
    return twice(both);
  }
}
