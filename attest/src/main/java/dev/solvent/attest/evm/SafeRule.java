package dev.solvent.attest.evm;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.merkle.Hash;
import java.util.Set;

/**
 * The contracts that the reader knows to be Safes: the codes of their proxies, and the contracts
 * that these may hand their calls to. Both count, since anyone can point a Safe's proxy elsewhere.
 */
public record SafeRule(Set<Hash> proxyCodeHashes, Set<EvmAddress> singletons) {
  public static final SafeRule NONE = new SafeRule(Set.of(), Set.of());

  public SafeRule {
    proxyCodeHashes = Set.copyOf(proxyCodeHashes);
    singletons = Set.copyOf(singletons);
  }
}
