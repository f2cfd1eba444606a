package dev.solvent.attest.log;

import dev.solvent.merkle.Hash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds roots and proofs as RFC 6962 section 2.1 defines them, by its recursion: at most 63 deep,
 * one source hash for each hash of the proof and of the right edge.
 */
public final class ProofBuilder {
  private final HashSource hashes;

  public ProofBuilder(HashSource hashes) {
    this.hashes = hashes;
  }

  /** The root of the log's first {@code size} entries. */
  public Hash root(long size) throws IOException {
    return size == 0 ? LogHasher.EMPTY_ROOT : root(0, size);
  }

  /** The path of one entry in the log of that size, the leaf's sibling first. */
  public List<Hash> inclusion(long index, long size) throws IOException {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("index " + index + ", want 0 or more and below " + size);
    }
    List<Hash> path = new ArrayList<>();
    inclusion(index, 0, size, path);
    return path;
  }

  /** What shows that the log of {@code size} begins with that of {@code oldSize}. */
  public List<Hash> consistency(long oldSize, long size) throws IOException {
    if (oldSize < 0 || oldSize > size) {
      throw new IllegalArgumentException(
          "size " + oldSize + ", want 0 or more and at most " + size);
    }
    List<Hash> proof = new ArrayList<>();
    if (oldSize > 0) {
      consistency(oldSize, 0, size, true, proof);
    }
    return proof;
  }

  private void inclusion(long index, long from, long to, List<Hash> path) throws IOException {
    if (to - from == 1) {
      return;
    }
    long split = split(from, to);
    if (index < split) {
      inclusion(index, from, split, path);
      path.add(root(split, to));
    } else {
      inclusion(index, split, to, path);
      path.add(root(from, split));
    }
  }

  /** {@code known} says that the reader holds the root over this range, as its older root. */
  private void consistency(long old, long from, long to, boolean known, List<Hash> proof)
      throws IOException {
    if (old == to) {
      if (!known) {
        proof.add(root(from, to));
      }
      return;
    }
    long split = split(from, to);
    if (old <= split) {
      consistency(old, from, split, known, proof);
      proof.add(root(split, to));
    } else {
      consistency(old, split, to, false, proof);
      proof.add(root(from, split));
    }
  }

  private Hash root(long from, long to) throws IOException {
    long count = to - from;
    if (Long.bitCount(count) == 1) {
      int level = Long.numberOfTrailingZeros(count);
      return hashes.hash(level, from >>> level);
    }
    long split = split(from, to);
    return LogHasher.node(root(from, split), root(split, to));
  }

  /** After the largest power of two below the range's length. */
  private static long split(long from, long to) {
    return from + Long.highestOneBit(to - from - 1);
  }
}
