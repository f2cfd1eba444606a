package dev.solvent.verifier.monitor;

import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.merkle.Issuer;

/** Whose log is watched, and for whom. */
record Watch(SignedRoot pinned, Policy policy) {
  Issuer issuer() {
    return pinned.root().issuer();
  }
}
