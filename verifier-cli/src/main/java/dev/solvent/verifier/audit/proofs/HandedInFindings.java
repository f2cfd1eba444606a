package dev.solvent.verifier.audit.proofs;

import java.util.List;

/**
 * What became of the proofs and receipts that customers handed in.
 *
 * @param files how many there were
 * @param faults each with its file
 */
public record HandedInFindings(int files, List<Fault> faults) {
  /** Why one of them does not fit the attestation or the kit, a sentence. */
  public record Fault(String file, String sentence) {}

  public HandedInFindings {
    faults = List.copyOf(faults);
  }

  public boolean holds() {
    return faults.isEmpty();
  }
}
