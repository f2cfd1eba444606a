package dev.solvent.verifier.compare;

import dev.solvent.attest.reserves.Holding;

/** That this issuer counts on this holding. */
record Claim(Held of, Holding holding) {
  boolean meets(Claim other) {
    return of.isOfAnother(other.of) && of.overlaps(other.of);
  }
}
