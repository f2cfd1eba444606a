package dev.solvent.chain.reading;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.chain.pin.PinOutcome.Pinned;
import dev.solvent.chain.pin.Pinning;
import java.util.List;
import java.util.function.Consumer;

/** Reads one chain by several providers. Any thread. */
public interface ChainReader {
  ChainId chain();

  /** How its block is found, and confirmed afterwards. */
  Pinning pinning();

  /**
   * Reads all of them at that block, from the nodes that agree on it.
   *
   * @param sink gets each holding once, in any order, from several threads
   * @return what nodes did not show although another one did
   */
  List<Fault> read(Pinned pin, List<HoldingRef> holdings, Consumer<Reading> sink)
      throws UnreadableException, InterruptedException;
}
