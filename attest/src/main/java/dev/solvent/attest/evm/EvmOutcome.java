package dev.solvent.attest.evm;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Amount;

/** What a file of EVM evidence shows. */
public sealed interface EvmOutcome {
  /**
   * If the block is genuine, the account holds these units in it. An operator can invent a header
   * and a state, so this alone is no balance: the reader's own sources must know the block.
   */
  record IfGenuine(
      BlockRef block, long number, Timestamp time, AccountRef account, AssetRef asset, Amount units)
      implements EvmOutcome {}

  record Refused(Reason reason, String detail) implements EvmOutcome {}

  /** Why nothing is shown, in the order of the steps. */
  enum Reason {
    /** The account's nodes do not lead from the header's state root to the account. */
    ACCOUNT_NOT_PROVEN,
    /** The reader has no rule for the token, so no slot of it is known to be a balance. */
    NO_TOKEN_RULE,
    /** Another code stands at the token's address than those that the reader's rule is about. */
    OTHER_CODE,
    /** A slot is not the one that the rule says, or its nodes do not lead to it. */
    SLOT_NOT_PROVEN,
    /** The token hands its calls to another implementation than those of the reader's rule. */
    OTHER_IMPLEMENTATION,
    /** The number in the slot or account is no amount. */
    NOT_AN_AMOUNT
  }
}
