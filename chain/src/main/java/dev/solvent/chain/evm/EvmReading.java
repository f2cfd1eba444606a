package dev.solvent.chain.evm;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.evm.EvmEvidence;
import dev.solvent.merkle.Amount;

/** What an account holds of one asset at the pinned block, and how far that can be shown. */
public sealed interface EvmReading {
  AccountRef account();

  AssetRef asset();

  Amount units();

  /** The evidence shows it, by the rules of the policy that the reader was given. */
  record Proven(EvmEvidence evidence, Amount units) implements EvmReading {
    @Override
    public AccountRef account() {
      return evidence.account();
    }

    @Override
    public AssetRef asset() {
      return evidence.asset();
    }
  }

  /**
   * The contract answers so; as many nodes as have to agree on a block say the same.
   *
   * @param why there is no proof
   */
  record Seen(AccountRef account, AssetRef asset, Amount units, String why) implements EvmReading {}
}
