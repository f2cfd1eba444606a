package dev.solvent.chain.evm;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.merkle.MalformedException;

/** An account and an asset on one EVM chain: what is to be read. */
public record HoldingRef(AccountRef account, AssetRef asset) {
  public HoldingRef {
    if (!account.chain().isEvm() || !account.chain().equals(asset.chain())) {
      throw new IllegalArgumentException(asset + " in " + account + ", want both on one EVM chain");
    }
  }

  EvmAddress holder() {
    try {
      return account.evmAddress();
    } catch (MalformedException e) {
      throw new AssertionError("an EVM chain's, by its constructor", e);
    }
  }

  /** The contract of a token. */
  EvmAddress token() {
    return asset.decoded().token().orElseThrow();
  }

  @Override
  public String toString() {
    return asset + " in " + account;
  }
}
