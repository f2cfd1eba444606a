package dev.solvent.merkle.tree;

import dev.solvent.merkle.Node;
import dev.solvent.merkle.TreeHasher;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Joins the nodes that ranges leave over at their borders, up to the root. A node waits until its
 * neighbour is offered; few ever wait at once. Thread-safe.
 */
public final class Seams {
  private static final int NODE = TreeHasher.NODE_BYTES;

  private record Place(int level, long index) {}

  private final int height;
  private final NodeSink sink;
  private final TreeHasher hasher = new TreeHasher(); // guarded by this, as is all below
  private final byte[] pair = new byte[2 * NODE];
  private final Map<Place, byte[]> waiting = new HashMap<>();
  private @Nullable Node root;

  /** Seams of a tree of this height, whose joined nodes go to the sink. */
  public Seams(int height, NodeSink sink) {
    this.height = height;
    this.sink = sink;
  }

  synchronized void offer(int level, long index, byte[] nodes, int at) throws IOException {
    byte[] node = Arrays.copyOfRange(nodes, at, at + NODE);
    while (level < height) {
      byte[] neighbour = waiting.remove(new Place(level, index ^ 1));
      if (neighbour == null) {
        if (waiting.put(new Place(level, index), node) != null) {
          throw new IllegalStateException("node " + index + " of level " + level + " came twice");
        }
        return;
      }
      boolean right = (index & 1) != 0;
      System.arraycopy(right ? neighbour : node, 0, pair, 0, NODE);
      System.arraycopy(right ? node : neighbour, 0, pair, NODE, NODE);
      level++;
      index /= 2;
      hasher.parent(level, pair, 0, node, 0);
      sink.nodes(level, index, node, 0, 1);
    }
    root = Node.of(node, 0);
  }

  /** The root, once every range was folded. */
  public synchronized Node root() {
    if (root == null || !waiting.isEmpty()) {
      throw new IllegalStateException(
          waiting.size() + " nodes wait for neighbours, want every range folded");
    }
    return root;
  }
}
