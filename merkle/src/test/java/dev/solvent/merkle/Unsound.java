package dev.solvent.merkle;

import static dev.solvent.merkle.ReferenceHashes.join;
import static dev.solvent.merkle.ReferenceHashes.sha256;
import static dev.solvent.merkle.ReferenceHashes.u128;
import static dev.solvent.merkle.ReferenceHashes.u8;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Sum trees as others have built them, each with one rule left out: a test that shows an attack at
 * work here and refused by {@link InclusionCheck} shows that the rule is what stops it.
 */
enum Unsound {
  /** The parent's sum stands in its hash, the children's do not. */
  ONLY_PARENT_SUM,
  /** Sums wrap at 2^128, so that a sum may go down. */
  WRAPPING,
  /** Sums are two halves of 64 bits, added without the carry between them. */
  LOST_CARRY,
  /** The level does not stand in the hash, and the proof says how long it is. */
  ANY_DEPTH;

  private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(128);
  private static final BigInteger HALF = BigInteger.ONE.shiftLeft(64);

  Node parent(int level, Node left, Node right) {
    BigInteger leftSum = left.sum().toBigInteger();
    BigInteger rightSum = right.sum().toBigInteger();
    byte[] first = left.hash().toBytes();
    byte[] second = right.hash().toBytes();
    BigInteger sum = leftSum.add(rightSum);
    byte[] hash =
        switch (this) {
          case ONLY_PARENT_SUM -> sha256(u8(1), u8(level), first, second, u128(sum));
          case ANY_DEPTH -> sha256(u8(1), first, u128(leftSum), second, u128(rightSum));
          case WRAPPING, LOST_CARRY ->
              ReferenceHashes.nodeHash(level, first, leftSum, second, rightSum);
        };
    BigInteger shown =
        switch (this) {
          case WRAPPING -> sum.mod(LIMIT);
          case LOST_CARRY ->
              leftSum
                  .mod(HALF)
                  .add(rightSum.mod(HALF))
                  .mod(HALF)
                  .add(leftSum.divide(HALF).add(rightSum.divide(HALF)).multiply(HALF));
          case ONLY_PARENT_SUM, ANY_DEPTH -> sum;
        };
    return new Node(Hash.of(hash), Samples.amount(shown));
  }

  /** Where the path from this leaf ends: accepted where that is the attested root and total. */
  Node fold(Node leaf, long index, List<Node> siblings) {
    Node running = leaf;
    for (int level = 1; level <= siblings.size(); level++) {
      Node sibling = siblings.get(level - 1);
      boolean siblingOnTheLeft = (index >> (level - 1) & 1) != 0;
      running =
          siblingOnTheLeft ? parent(level, sibling, running) : parent(level, running, sibling);
    }
    return running;
  }

  /** A leaf without the account in it. */
  static Node anonymousLeaf(Amount balance) {
    return new Node(Hash.of(sha256(u8(0), u128(balance.toBigInteger()))), balance);
  }

  /** A tree without sums that doubles the last node where a level is odd. */
  static Hash oddNodesDoubled(List<Hash> leaves) {
    List<Hash> level = leaves;
    while (level.size() > 1) {
      List<Hash> next = new ArrayList<>();
      for (int i = 0; i < level.size(); i += 2) {
        Hash right = level.get(Math.min(i + 1, level.size() - 1));
        next.add(Hash.of(sha256(join(level.get(i).toBytes(), right.toBytes()))));
      }
      level = next;
    }
    return level.getFirst();
  }
}
