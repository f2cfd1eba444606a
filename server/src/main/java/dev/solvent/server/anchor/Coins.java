package dev.solvent.server.anchor;

import dev.solvent.chain.anchor.Figures;
import dev.solvent.merkle.Amount;
import java.math.BigDecimal;

/** Figures in whole coins, for people. */
final class Coins {
  private Coins() {}

  static String line(Figures figures) {
    return figures.asset().ticker()
        + " reserves "
        + of(figures, figures.reserves())
        + ", liabilities "
        + of(figures, figures.liabilities())
        + (figures.reserves().compareTo(figures.liabilities()) < 0 ? ", SHORT" : "");
  }

  private static String of(Figures figures, Amount units) {
    return new BigDecimal(units.toBigInteger(), figures.asset().decimals()).toPlainString();
  }
}
