package dev.solvent.attest.reserves;

import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;

/** How the exchange shows that a holding is its own. */
public enum Ownership {
  /** Signed over a challenge, which is checked offline. */
  SIGNED("signed"),
  /** A contract says so when it is asked: whoever asked may have observed it. */
  CONTRACT("contract"),
  /** Not at all: the holding counts as claimed, whatever stands behind its figure. */
  NONE("none");

  private final String text;

  Ownership(String text) {
    this.text = text;
  }

  static Ownership parse(String text) throws MalformedException {
    for (Ownership ownership : values()) {
      if (ownership.text.equals(text)) {
        return ownership;
      }
    }
    throw new MalformedException(
        "ownership " + Quoted.of(text) + ", want signed, contract or none");
  }

  /** As it stands in the manifest. */
  public String text() {
    return text;
  }
}
