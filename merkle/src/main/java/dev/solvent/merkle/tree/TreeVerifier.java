package dev.solvent.merkle.tree;

import dev.solvent.merkle.Commitment;
import dev.solvent.merkle.Node;
import dev.solvent.merkle.TreeHasher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Re-derives every node of an open tree from its leaves and compares it with what is stored. */
public final class TreeVerifier {
  /** The most differences that are named. */
  private static final int LIMIT = 100;

  /** Leaves folded at a time. */
  private static final int RANGE = 1 << 14;

  private static final int WIDEST = LeafRecord.MOST_BALANCE_BYTES;
  private static final int NODE = TreeHasher.NODE_BYTES;

  private final TreeFolder tree;
  private final AtomicLong accounts = new AtomicLong();
  private final List<String> differences = Collections.synchronizedList(new ArrayList<>());

  private TreeVerifier(TreeFolder tree) {
    this.tree = tree;
  }

  /**
   * What is wrong with the tree, a sentence each; nothing is, where the list is empty.
   *
   * @param leavesDone told now and then, from any thread, how many more leaves were hashed
   */
  public static List<String> verify(TreeFolder tree, int threads, LongConsumer leavesDone)
      throws IOException, InterruptedException {
    return new TreeVerifier(tree).verify(threads, leavesDone);
  }

  private List<String> verify(int threads, LongConsumer leavesDone)
      throws IOException, InterruptedException {
    Commitment stated = tree.header().commitment();
    Seams seams = new Seams(stated.height(), this::compare);
    AtomicLong next = new AtomicLong();
    List<Workers.Task> tasks =
        Collections.nCopies(threads, () -> foldRanges(next, seams, leavesDone));
    try {
      Workers.run(tasks);
    } catch (ArithmeticException e) {
      differences.add("leaves: " + e.getMessage());
      return sorted();
    } catch (InternalError e) {
      throw new DamagedTreeException(tree.folder(), "cannot be read, or was cut short", e);
    }
    long stating = tree.header().accounts();
    if (accounts.get() != stating) {
      differences.add("header: " + stating + " accounts, want " + accounts + " leaves above zero");
    }
    Node root = seams.root();
    if (!root.hash().equals(stated.root())) {
      differences.add("header: root " + stated.root() + ", want " + root.hash());
    }
    if (!root.sum().equals(stated.total())) {
      differences.add("header: total " + stated.total() + ", want " + root.sum());
    }
    return sorted();
  }

  private List<String> sorted() {
    return differences.stream().sorted().limit(LIMIT).toList();
  }

  private void foldRanges(AtomicLong next, Seams seams, LongConsumer leavesDone)
      throws IOException {
    RangeFold fold = new RangeFold();
    byte[] records = new byte[RANGE * LeafRecord.MOST_BYTES];
    byte[] record = new byte[LeafRecord.MOST_BYTES];
    byte[] before = new byte[LeafRecord.MOST_BYTES];
    long leaves = tree.header().leaves();
    long owed = 0;
    for (long first = next.getAndAdd(RANGE); first < leaves; first = next.getAndAdd(RANGE)) {
      int count = (int) Math.min(RANGE, leaves - first);
      if (first > 0) {
        tree.readLeaf(first - 1, before);
      }
      for (int i = 0; i < count; i++) {
        tree.readLeaf(first + i, record);
        if (first + i > 0 && Arrays.compareUnsigned(before, 0, 32, record, 0, 32) >= 0) {
          note("leaves: leaf " + (first + i) + " out of order, want ascending locators");
        }
        if ((LeafRecord.high(record, 0, WIDEST) | LeafRecord.low(record, 0, WIDEST)) != 0) {
          owed++;
        }
        System.arraycopy(record, 0, before, 0, LeafRecord.MOST_BYTES);
        System.arraycopy(record, 0, records, i * LeafRecord.MOST_BYTES, LeafRecord.MOST_BYTES);
      }
      fold.fold(first, records, WIDEST, count, this::compare, seams);
      leavesDone.accept(count);
    }
    accounts.addAndGet(owed);
  }

  private void compare(int level, long first, byte[] nodes, int at, int count) {
    if (level < TreeHeader.LOWEST_STORED_LEVEL) {
      return;
    }
    byte[] stored = new byte[NODE];
    for (int i = 0; i < count; i++) {
      tree.readNode(level, first + i, stored, 0);
      int from = at + i * NODE;
      if (!Arrays.equals(stored, 0, NODE, nodes, from, from + NODE)) {
        note(
            String.format(
                Locale.ROOT,
                "nodes: node %d of level %d is not what the leaves below it come to",
                first + i,
                level));
      }
    }
  }

  private void note(String difference) {
    if (differences.size() < 100 * LIMIT) {
      differences.add(difference);
    }
  }
}
