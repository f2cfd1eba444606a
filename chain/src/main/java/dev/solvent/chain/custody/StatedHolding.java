package dev.solvent.chain.custody;

import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.Ownership;
import dev.solvent.attest.signature.Digests;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Hash;
import java.util.Optional;

/**
 * A holding that somebody stated, for the manifest.
 *
 * @param evidence the custodian's envelope; where it is missing, the holding is only claimed
 */
public record StatedHolding(
    HoldingRef entry, Asset countsAs, Amount units, Optional<Octets> evidence) {
  public Assurance assurance() {
    return evidence.isPresent() ? Assurance.ATTESTED : Assurance.CLAIMED;
  }

  /** The manifest's row, whose evidence is named by digest. */
  public Holding holding(Ownership ownership, Optional<Hash> ownershipEvidence) {
    return new Holding(
        entry.account(),
        entry.asset(),
        assurance(),
        countsAs,
        evidence.map(bytes -> Digests.sha256(bytes.toBytes())),
        ownership,
        ownershipEvidence,
        units);
  }
}
