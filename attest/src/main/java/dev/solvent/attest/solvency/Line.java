package dev.solvent.attest.solvency;

import dev.solvent.attest.prices.Label;
import dev.solvent.attest.prices.PriceOutcome;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.merkle.Asset;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One asset that is owed or held, in its smallest unit.
 *
 * @param owed the attested total and everything excluded
 * @param terms the part of it that is bound, ascending by time
 */
record Line(
    Asset asset,
    BigInteger owed,
    List<TermLiability> terms,
    List<Lot> lots,
    PriceOutcome price,
    Haircut haircut,
    Optional<Label> issuer) {
  Line {
    terms = List.copyOf(terms);
    lots = List.copyOf(lots);
  }

  /** What this level, or a stronger one, stands behind. */
  BigInteger held(Assurance level) {
    return sum(lot -> lot.reaches(level));
  }

  /** What this level and no other stands behind. */
  BigInteger heldAt(Assurance level) {
    return sum(lot -> lot.assurance() == level);
  }

  /** What counts and can be paid out within so many seconds. */
  BigInteger liquid(long seconds) {
    return sum(lot -> lot.counts() && lot.seconds() <= seconds);
  }

  private BigInteger sum(Predicate<Lot> which) {
    BigInteger sum = BigInteger.ZERO;
    for (Lot lot : lots) {
      if (which.test(lot)) {
        sum = sum.add(lot.units());
      }
    }
    return sum;
  }

  /** What is owed at once to whoever asks. */
  BigInteger demand() {
    return owed.subtract(bound(Bounds.LONGEST));
  }

  /** What may be asked for within so many seconds. */
  BigInteger due(long seconds) {
    return demand().add(bound(seconds));
  }

  private BigInteger bound(long seconds) {
    return terms.stream()
        .filter(term -> term.seconds() <= seconds)
        .map(term -> term.units().toBigInteger())
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** The same without what lies with a custodian that fails. */
  Line without(Predicate<Label> failed) {
    List<Lot> left = lots.stream().filter(lot -> !failed.test(lot.custodian())).toList();
    return new Line(asset, owed, terms, left, price, haircut, issuer);
  }
}
