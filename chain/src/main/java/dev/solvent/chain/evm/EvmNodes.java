package dev.solvent.chain.evm;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The nodes of one reading. Who gave no answer is asked after all others from then on, so that one
 * that hangs is waited for a few times and not for every chunk. Any thread.
 */
final class EvmNodes {
  private final List<EvmNode> nodes;
  private final Set<EvmNode> silent = ConcurrentHashMap.newKeySet();

  EvmNodes(List<EvmNode> nodes) {
    this.nodes = List.copyOf(nodes);
  }

  List<EvmNode> inOrder() {
    Set<EvmNode> last = Set.copyOf(silent);
    List<EvmNode> order = new ArrayList<>(nodes);
    order.removeAll(last);
    nodes.stream().filter(last::contains).forEach(order::add);
    return order;
  }

  void gaveNoAnswer(EvmNode node) {
    silent.add(node);
  }
}
