package dev.solvent.attest.solvency;

import dev.solvent.merkle.Ticker;

/** What prices have become, in ten-thousandths of what they were. */
@FunctionalInterface
public interface Factors {
  int of(Ticker asset);
}
