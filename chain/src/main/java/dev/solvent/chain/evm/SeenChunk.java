package dev.solvent.chain.evm;

import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.reading.Reading;
import dev.solvent.merkle.MalformedException;
import java.util.List;

/** A token of which the policy knows nothing, in some accounts. */
record SeenChunk(List<HoldingRef> holdings, Settlement settlement) implements Chunk {
  /** Once: the settlement goes through the nodes by itself. */
  @Override
  public List<EvmNode> tries(List<EvmNode> nodes) {
    return nodes.subList(0, 1);
  }

  @Override
  public List<Reading> read(EvmNode node) throws MalformedException {
    return List.copyOf(
        settlement.settle(holdings, "the policy has no rule for the token's storage"));
  }
}
