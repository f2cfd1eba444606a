package dev.solvent.attest.evm;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.merkle.Hash;
import java.util.Optional;
import java.util.Set;

/**
 * The reader's word that a token of this code keeps its balances in one mapping, a slot each.
 * Without such a rule a slot says nothing: the issuer would choose which number is the balance.
 *
 * @param codeHashes the codes at the token's address for which the rule holds
 * @param layout how the mapping's slots follow from its number
 * @param mapping the mapping's own slot
 * @param implementation for a token that hands its calls on, where it says to whom
 */
public record TokenRule(
    Set<Hash> codeHashes, Layout layout, Hash mapping, Optional<Implementation> implementation) {
  /** The order in which a language hashes a mapping's slot and key. */
  public enum Layout {
    SOLIDITY,
    VYPER
  }

  /** The slot that holds the implementation's address, and those for which the rule holds. */
  public record Implementation(Hash slot, Set<EvmAddress> accepted) {
    public Implementation {
      accepted = Set.copyOf(accepted);
    }
  }

  public TokenRule {
    codeHashes = Set.copyOf(codeHashes);
  }

  /** Where the holder's balance stands. */
  public Hash balanceSlot(EvmAddress holder) {
    return switch (layout) {
      case SOLIDITY -> StorageSlots.solidityMapping(mapping, holder);
      case VYPER -> StorageSlots.vyperMapping(mapping, holder);
    };
  }
}
