package dev.solvent.merkle.tree;

import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Bytes;
import dev.solvent.merkle.Commitment;
import dev.solvent.merkle.InclusionProof;
import dev.solvent.merkle.Node;
import dev.solvent.merkle.TreeHasher;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one proof out of a folder and folds it to the header's root. Used by one thread. */
final class ProofReader {
  private static final int NODE = TreeHasher.NODE_BYTES;
  private static final int LOWEST = TreeHeader.LOWEST_STORED_LEVEL;

  private final TreeFolder tree;
  private final TreeHasher hasher = new TreeHasher();
  private final byte[] leaf = new byte[LeafRecord.MOST_BYTES];
  private final byte[] nodes = new byte[(1 << LOWEST) * NODE];
  private final byte[] pair = new byte[2 * NODE];

  ProofReader(TreeFolder tree) {
    this.tree = tree;
  }

  InclusionProof prove(long index) throws DamagedTreeException {
    TreeHeader header = tree.header();
    int height = header.commitment().height();
    List<Node> siblings = new ArrayList<>(height);
    Amount balance = hashLeaves(index, Math.min(height, LOWEST));
    lowSiblings(index, Math.min(height, LOWEST), siblings);
    try {
      climb(index, height, siblings);
    } catch (ArithmeticException e) {
      throw damaged(index, e);
    }
    Commitment reached = new Commitment(Node.of(nodes, 0).hash(), Node.of(nodes, 0).sum(), height);
    if (!reached.equals(header.commitment())) {
      throw damaged(index, null);
    }
    return new InclusionProof(header.asset(), balance, index, siblings);
  }

  /** Hashes the leaves under the lowest stored node above the leaf, whose balance is returned. */
  private Amount hashLeaves(long index, int levels) {
    long first = index >>> levels << levels;
    Amount balance = Amount.ZERO;
    for (int i = 0; i < 1 << levels; i++) {
      tree.readLeaf(first + i, leaf);
      long high = LeafRecord.high(leaf, 0, LeafRecord.MOST_BALANCE_BYTES);
      long low = LeafRecord.low(leaf, 0, LeafRecord.MOST_BALANCE_BYTES);
      hasher.leaf(leaf, 0, high, low, nodes, i * NODE);
      Bytes.putLong(nodes, i * NODE + 32, high);
      Bytes.putLong(nodes, i * NODE + 40, low);
      if (first + i == index) {
        balance = new Amount(high, low);
      }
    }
    return balance;
  }

  /** Collects the siblings among the levels that are not stored; their top is at nodes[0] after. */
  private void lowSiblings(long index, int levels, List<Node> siblings) {
    int place = (int) (index & ((1 << levels) - 1));
    for (int level = 0; level < levels; level++) {
      siblings.add(Node.of(nodes, (place >>> level ^ 1) * NODE));
      for (int i = 0; i < 1 << (levels - level - 1); i++) {
        hasher.parent(level + 1, nodes, 2 * i * NODE, nodes, i * NODE);
      }
    }
  }

  /** Collects the stored siblings and folds the path to the root at nodes[0]. */
  private void climb(long index, int height, List<Node> siblings) {
    for (int level = LOWEST; level < height; level++) {
      long place = index >>> level;
      int own = (place & 1) == 0 ? 0 : NODE;
      System.arraycopy(nodes, 0, pair, own, NODE);
      tree.readNode(level, place ^ 1, pair, NODE - own);
      siblings.add(Node.of(pair, NODE - own));
      hasher.parent(level + 1, pair, 0, nodes, 0);
    }
  }

  private DamagedTreeException damaged(long index, @Nullable Exception cause) {
    String problem =
        "the path of leaf "
            + index
            + " does not end at the header's root; verify the tree to see where";
    return cause == null
        ? new DamagedTreeException(tree.folder(), problem)
        : new DamagedTreeException(tree.folder(), problem, cause);
  }
}
