package dev.solvent.attest.evm;

import dev.solvent.attest.caip.EvmAddress;
import java.util.Set;

/** Who owns a Safe, and how many of them must sign. */
public record SafeOwners(Set<EvmAddress> owners, int threshold) {
  public SafeOwners {
    owners = Set.copyOf(owners);
    if (threshold < 1 || threshold > owners.size()) {
      throw new IllegalArgumentException("threshold " + threshold + ", want 1 to " + owners.size());
    }
  }
}
