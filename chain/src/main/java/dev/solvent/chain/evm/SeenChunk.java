package dev.solvent.chain.evm;

import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.reading.Reading;
import dev.solvent.chain.reading.UnreadableException;
import java.util.List;

/** A token of which the policy knows nothing, in some accounts: a settlement between all nodes. */
record SeenChunk(List<HoldingRef> holdings, Settlement settlement) implements Chunk {
  @Override
  public List<Reading> read(EvmNode node) throws UnreadableException {
    return List.copyOf(
        settlement.settle(holdings, "the policy has no rule for the token's storage"));
  }
}
