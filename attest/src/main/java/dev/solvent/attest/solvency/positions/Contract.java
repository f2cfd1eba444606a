package dev.solvent.attest.solvency.positions;

import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import java.util.Optional;

/** What was agreed. Units are of the asset's smallest; prices in 10^-18 of the quote. */
public sealed interface Contract {
  Asset asset();

  Amount units();

  /** As it stands in the file. */
  String kind();

  /** The day on which it ends, where it has one. */
  default Optional<Maturity> maturity() {
    return Optional.empty();
  }

  /**
   * When a contract ends.
   *
   * @param rate by which the forward price grows until then and payments are discounted,
   *     continuously, in ten-thousandths a year
   */
  record Maturity(Timestamp expiry, int rate) {
    private static final int MOST = 10_000;

    public Maturity {
      require("rate", rate, -MOST, MOST);
    }
  }

  /** A future without an end, at the price of its asset. */
  record Perpetual(Asset asset, Amount units, Side side, Amount entry) implements Contract {
    public Perpetual {
      requireTrade(side);
      requireSome("units", units);
      requireSome("entry", entry);
    }

    @Override
    public String kind() {
      return "perpetual";
    }
  }

  record Future(Asset asset, Amount units, Side side, Amount entry, Maturity end)
      implements Contract {
    public Future {
      requireTrade(side);
      requireSome("units", units);
      requireSome("entry", entry);
    }

    @Override
    public String kind() {
      return "future";
    }

    @Override
    public Optional<Maturity> maturity() {
      return Optional.of(end);
    }
  }

  /**
   * A European option.
   *
   * @param call whether it is the right to buy
   * @param volatility of the forward price, in ten-thousandths a year
   */
  record EuropeanOption(
      Asset asset,
      Amount units,
      Side side,
      boolean call,
      Amount strike,
      int volatility,
      Maturity end)
      implements Contract {
    private static final int MOST = 100_000;

    public EuropeanOption {
      requireTrade(side);
      requireSome("units", units);
      requireSome("strike", strike);
      require("volatility", volatility, 1, MOST);
    }

    @Override
    public String kind() {
      return "option";
    }

    @Override
    public Optional<Maturity> maturity() {
      return Optional.of(end);
    }
  }

  /** What lies with the lender until the loan is paid back. */
  record Collateral(Asset asset, Amount units) {
    public Collateral {
      requireSome("collateral", units);
    }
  }

  /** Without collateral where none was given. */
  record Loan(Asset asset, Amount units, Side side, Optional<Collateral> collateral)
      implements Contract {
    public Loan {
      if (side != Side.LENT && side != Side.BORROWED) {
        throw new IllegalArgumentException("side " + side.text() + ", want lent or borrowed");
      }
      requireSome("units", units);
    }

    @Override
    public String kind() {
      return "loan";
    }
  }

  private static void requireTrade(Side side) {
    if (side != Side.LONG && side != Side.SHORT) {
      throw new IllegalArgumentException("side " + side.text() + ", want long or short");
    }
  }

  private static void requireSome(String name, Amount amount) {
    if (amount.isZero()) {
      throw new IllegalArgumentException(name + " 0, want 1 or more");
    }
  }

  private static void require(String name, int found, int min, int max) {
    if (found < min || found > max) {
      throw new IllegalArgumentException(name + " " + found + ", want " + min + " to " + max);
    }
  }
}
