package dev.solvent.server.demo.chain;

import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.Keccak256;
import dev.solvent.attest.evm.StorageSlots;
import dev.solvent.attest.evm.TokenRule;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.policy.KnownAsset;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Hash;
import java.util.Optional;
import java.util.Set;

/**
 * A token's contract. Its balances stand in a mapping as Solidity lays it out, so that they can be
 * proven by a rule.
 *
 * @param asset what it counts as; the ticker is its symbol
 */
public record DemoToken(EvmAddress address, Asset asset) {
  Octets code() {
    return TokenCode.of(asset);
  }

  static Hash slot(EvmAddress holder) {
    return StorageSlots.solidityMapping(TokenCode.BALANCES, holder);
  }

  public AssetRef on(ChainId chain) {
    return new AssetRef(chain, AssetRef.TOKEN, address.toString());
  }

  /** As a policy knows it: what it covers, and how its balances are proven. */
  public KnownAsset known(ChainId chain) {
    Hash codeHash = Keccak256.hash(code().toBytes());
    TokenRule rule =
        new TokenRule(
            Set.of(codeHash), TokenRule.Layout.SOLIDITY, TokenCode.BALANCES, Optional.empty());
    return new KnownAsset(on(chain), asset, Optional.of(rule));
  }
}
