package dev.solvent.chain.anchor;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.merkle.Hash;

/** How the sending of a transaction ended. */
public sealed interface Sending {
  /**
   * It is in a block, as the node says. That is not final yet: a chain may still drop the block.
   *
   * @param contract the one that was called, or made
   */
  record Mined(Hash transaction, EvmAddress contract, long block, long gasUsed)
      implements Sending {}

  /** Nothing changed: it was not sent, or it reverted. */
  record Refused(String reason) implements Sending {}

  /** It may be in a block, or get into one later: look for it before anything is sent again. */
  record Unconfirmed(Hash transaction, String reason) implements Sending {}
}
