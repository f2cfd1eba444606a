package dev.solvent.chain.pin;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;

/** How the nodes of one kind of chain say which chain they are on, what is final, and a header. */
public interface HeaderSource {
  /** The chain that it reads. */
  ChainId chain();

  /** Refuses a node of another chain. */
  void requireChain(Node node) throws NodeException, MalformedException;

  /** The number of the newest block that is final by the chain's own rule, as this node sees it. */
  long finalNumber(Node node) throws NodeException, MalformedException;

  /** The number of the block with this hash, as this node sees it. */
  long number(Node node, Hash hash) throws NodeException, MalformedException;

  /**
   * The header of the block that has this number in the node's chain. Its hash is computed here; a
   * node that says another one is malformed.
   */
  Header header(Node node, long number) throws NodeException, MalformedException;
}
