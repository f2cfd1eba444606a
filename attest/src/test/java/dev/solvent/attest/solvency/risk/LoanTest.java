package dev.solvent.attest.solvency.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.solvency.risk.Loan.Leg;
import dev.solvent.merkle.Ticker;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class LoanTest {
  private static final Ticker BTC = new Ticker("BTC");
  private static final Ticker USDC = new Ticker("USDC");

  private static Loan loan(double back, double given) {
    return new Loan(new Leg(BTC, back, 60_000), new Leg(USDC, given, 1));
  }

  /** 10 BTC are to come back; 500,000 USDC lie here for them, and nothing is owed. */
  @Test
  void whatIsOverTheCollateral_isExposure_andCountsForNothing() {
    Loan loan = loan(10, 500_000);
    assertEquals(100_000, loan.exposure());
    assertEquals(0, loan.value());
    assertEquals(Greeks.NONE, loan.greeks(BTC));
    assertEquals(700_000, loan.after(2, 1).exposure());
  }

  /** 10 BTC are to come back for 700,000 USDC that lie here and are owed in return. */
  @Test
  void whatIsGivenBeyondWhatComesBack_isOwed() {
    Loan loan = loan(10, 700_000);
    assertEquals(0, loan.exposure());
    assertEquals(-100_000, loan.value());
    assertEquals(new Greeks(10, 0, 0, 0), loan.greeks(BTC));
    assertEquals(new Greeks(-700_000, 0, 0, 0), loan.greeks(USDC));
    assertEquals(-400_000, loan.valueAfter(0.5, 1));
  }

  /**
   * A holder of what was lent, of its collateral and of nothing else has what is to come back, and
   * no more, whatever prices are: the loan adds nothing to what is held unless it takes from it.
   */
  @Property
  void aLoanNeverBetters_andExposureLessDebtIsWhatItNets(
      @ForAll @IntRange(max = 1_000) int back,
      @ForAll @IntRange(max = 1_000) int given,
      @ForAll @IntRange(max = 40_000) int becomes) {
    Loan loan = new Loan(new Leg(BTC, back, 3), new Leg(USDC, given, 2));
    double factor = becomes / 10_000.0;
    double net = back * (3 * factor) - given * 2;
    assertTrue(loan.valueAfter(factor, 1) <= 0);
    assertEquals(net, loan.after(factor, 1).exposure() + loan.valueAfter(factor, 1), 1e-9);
    assertEquals(loan.value(), loan.valueAfter(1, 1));
  }

  @Test
  void itsSlopes_areThoseOfItsValue() {
    Loan loan = loan(10, 700_000);
    double step = 1e-6;
    double slope = (loan.valueAfter(1 + step, 1) - loan.valueAfter(1 - step, 1)) / (2 * step);
    assertEquals(loan.greeks(BTC).delta() * 60_000, slope, 1e-3);
    slope = (loan.valueAfter(1, 1 + step) - loan.valueAfter(1, 1 - step)) / (2 * step);
    assertEquals(loan.greeks(USDC).delta(), slope, 1e-3);
    Loan ofOne = new Loan(new Leg(BTC, 3, 10), new Leg(BTC, 5, 10));
    assertEquals(new Greeks(-2, 0, 0, 0), ofOne.greeks(BTC));
  }

  @Test
  void whatHasNoValue_isRefused() {
    for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> new Leg(BTC, bad, 1));
      assertThrows(IllegalArgumentException.class, () -> new Leg(BTC, 1, bad));
    }
  }
}
