package dev.solvent.attest.reserves;

import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;

/** What stands behind a figure, the strongest first. */
public enum Assurance {
  /** A state proof from the header of a block. */
  PROVEN("proven"),
  /** Enough observers of the reader's policy signed this figure at this block. */
  OBSERVED("observed"),
  /** A custodian of the reader's policy signed it. */
  ATTESTED("attested"),
  /** Nothing but the exchange's word. */
  CLAIMED("claimed");

  private final String text;

  Assurance(String text) {
    this.text = text;
  }

  public static Assurance parse(String text) throws MalformedException {
    for (Assurance assurance : values()) {
      if (assurance.text.equals(text)) {
        return assurance;
      }
    }
    throw new MalformedException(
        "assurance " + Quoted.of(text) + ", want proven, observed, attested or claimed");
  }

  /** As it stands in the manifest. */
  public String text() {
    return text;
  }
}
