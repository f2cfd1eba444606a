package dev.solvent.attest.evm;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.merkle.Hash;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;

/**
 * The reader's word that a token of this code keeps its balances in one mapping, a slot each.
 * Without such a rule a slot says nothing: the issuer would choose which number is the balance.
 *
 * @param codeHashes the codes at the token's address for which the rule holds
 * @param layout how the mapping's slots follow from its number
 * @param mapping the mapping's own slot
 * @param bits how many low bits of a slot are the balance: all 256, or fewer where the token keeps
 *     something else above it
 * @param implementation for a token that hands its calls on, where it says to whom
 */
public record TokenRule(
    Set<Hash> codeHashes,
    Layout layout,
    Hash mapping,
    int bits,
    Optional<Implementation> implementation) {
  public static final int MAX_BITS = 256;

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
    if (bits < 1 || bits > MAX_BITS) {
      throw new IllegalArgumentException("a balance of " + bits + " bits, want 1 to " + MAX_BITS);
    }
  }

  /** For a token that gives each balance a slot of its own. */
  public TokenRule(
      Set<Hash> codeHashes, Layout layout, Hash mapping, Optional<Implementation> implementation) {
    this(codeHashes, layout, mapping, MAX_BITS, implementation);
  }

  /** The balance in what such a slot holds. */
  public BigInteger balance(BigInteger word) {
    return word.mod(BigInteger.ONE.shiftLeft(bits));
  }

  /** Where the holder's balance stands. */
  public Hash balanceSlot(EvmAddress holder) {
    return switch (layout) {
      case SOLIDITY -> StorageSlots.solidityMapping(mapping, holder);
      case VYPER -> StorageSlots.vyperMapping(mapping, holder);
    };
  }
}
