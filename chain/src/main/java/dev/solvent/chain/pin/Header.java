package dev.solvent.chain.pin;

import dev.solvent.attest.caip.NumberedBlock;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.text.Timestamp;

/**
 * A block's header as its chain hashes it.
 *
 * @param bytes what the block's hash was computed from
 */
public record Header(Octets bytes, NumberedBlock block, Timestamp time) {
  public PinnedBlock pinned() {
    return new PinnedBlock(block, time);
  }
}
