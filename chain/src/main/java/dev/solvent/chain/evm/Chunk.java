package dev.solvent.chain.evm;

import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.reading.Reading;
import dev.solvent.chain.reading.UnreadableException;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.merkle.MalformedException;
import java.util.List;

/** Some holdings that are read in one ask. It can be tried on one node after another. */
interface Chunk {
  List<HoldingRef> holdings();

  /**
   * All of them, or none.
   *
   * @throws MalformedException where what the node said does not show them
   * @throws UnreadableException where all nodes were asked, and did not say the same
   */
  List<Reading> read(EvmNode node) throws NodeException, MalformedException, UnreadableException;
}
