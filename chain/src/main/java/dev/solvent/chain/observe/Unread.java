package dev.solvent.chain.observe;

import dev.solvent.chain.reading.HoldingRef;

/** A holding that no node showed, or of which they say different things; it is not observed. */
public record Unread(HoldingRef holding, String why) {
  @Override
  public String toString() {
    return holding + ": " + why;
  }
}
