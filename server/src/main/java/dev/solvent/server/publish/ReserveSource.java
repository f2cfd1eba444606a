package dev.solvent.server.publish;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.chain.ownership.OwnershipFolder;
import dev.solvent.chain.reading.ChainReader;
import dev.solvent.chain.reading.UnreadableException;
import dev.solvent.chain.reserves.ReserveList;
import java.io.IOException;
import java.util.SortedMap;

/** What the exchange holds, who reads it, and what shows whose it is. */
public interface ReserveSource {
  ReserveList list() throws UnreadableException;

  SortedMap<ChainId, ChainReader> readers();

  OwnershipFolder ownership() throws IOException;
}
