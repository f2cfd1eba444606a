package dev.solvent.chain.bitcoin;

import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.merkle.MalformedException;
import java.util.Set;

/** Who can say which outputs were unspent at a block. */
public interface UtxoReader {
  /** The node that is asked, as reports call it. */
  String name();

  /**
   * The outputs to these scripts that were unspent when the pinned block had just been added, and
   * no other block. What no block has yet counts for nothing.
   *
   * @throws NodeException where the node does not answer
   * @throws MalformedException where its answers are not what they should be, or contradict each
   *     other
   */
  UtxoOutcome read(PinnedBlock pin, Set<Octets> scripts) throws NodeException, MalformedException;
}
