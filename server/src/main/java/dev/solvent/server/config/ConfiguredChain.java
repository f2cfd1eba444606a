package dev.solvent.server.config;

import dev.solvent.chain.reading.ChainReader;
import dev.solvent.chain.rpc.Node;
import java.util.List;

/** A chain's reader, and its nodes. */
record ConfiguredChain(ChainReader reader, List<Node> nodes) {
  ConfiguredChain {
    nodes = List.copyOf(nodes);
  }
}
