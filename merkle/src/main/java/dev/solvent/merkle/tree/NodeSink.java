package dev.solvent.merkle.tree;

import java.io.IOException;

/** Takes the nodes of a tree as they fall out of a fold, from any number of threads. */
public interface NodeSink {
  /**
   * Some nodes of one level that stand side by side.
   *
   * @param first the index of the first in its level
   * @param nodes hash and u128 sum of each, from {@code at}; to be read before this returns
   */
  void nodes(int level, long first, byte[] nodes, int at, int count) throws IOException;
}
