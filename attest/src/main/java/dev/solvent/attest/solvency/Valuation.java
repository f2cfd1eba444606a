package dev.solvent.attest.solvency;

import dev.solvent.attest.prices.Label;
import dev.solvent.attest.prices.PriceOutcome;
import dev.solvent.attest.prices.PriceOutcome.Unavailable;
import dev.solvent.attest.solvency.Sheet.Unpriced;
import dev.solvent.merkle.Ticker;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What figures of risk start from: the surplus, the prices, and both after each scenario of the
 * policy. Exact.
 */
public final class Valuation {
  private final SheetBuilder builder;
  private final SolvencyPolicy policy;
  private final Sheet sheet;
  private final Optional<PricedSheet> priced;

  private Valuation(SolvencyFiles files) {
    this.builder = new SheetBuilder(files);
    this.policy = files.policy();
    this.sheet = builder.sheet();
    this.priced = sheet.priced();
  }

  public static Valuation of(SolvencyFiles files) {
    return new Valuation(files);
  }

  /**
   * What happened in a scenario.
   *
   * @param custodians who failed: each is looked up often
   * @param surplus all that counts less all that is owed, after it, in the quote
   * @param factors what each price became
   */
  public record After(Label name, Set<Label> custodians, BigDecimal surplus, Factors factors) {
    public After {
      custodians = Set.copyOf(custodians);
    }

    public boolean failed(Label custodian) {
      return custodians.contains(custodian);
    }
  }

  /** Why the whole has no value, where it has none: the first asset without a price. */
  public Optional<String> unpriced() {
    return sheet.unpriced().stream().map(Valuation::noPrice).findFirst();
  }

  private static String noPrice(Unpriced unpriced) {
    return "no price of " + unpriced.asset() + ": " + unpriced.reason();
  }

  /** Of every asset that is owed or held, ascending; empty where one has no price. */
  public Optional<List<Surplus>> surpluses() {
    return sheet.unpriced().isEmpty()
        ? Optional.of(sheet.lines().stream().map(Surplus::of).toList())
        : Optional.empty();
  }

  /** Of one whole unit, also of an asset that is neither owed nor held. */
  public PriceOutcome price(Ticker asset) {
    return builder.price(asset);
  }

  /** Why an asset has no price, where it has none. */
  public Optional<String> unpriced(Ticker asset) {
    return price(asset) instanceof Unavailable(String reason)
        ? Optional.of(noPrice(new Unpriced(asset, reason)))
        : Optional.empty();
  }

  /** All that counts less all that is owed, in the quote; empty where an asset has no price. */
  public Optional<BigDecimal> surplus() {
    return priced.map(each -> inQuote(each.now().surplus()));
  }

  private static BigDecimal inQuote(BigInteger value) {
    return new BigDecimal(value, Measure.SCALE);
  }

  /** In the policy's order; none where an asset has no price. */
  public List<After> scenarios() {
    return priced.isEmpty()
        ? List.of()
        : policy.scenarios().parallelStream().map(each -> after(each, priced.get())).toList();
  }

  private After after(Scenario scenario, PricedSheet priced) {
    return new After(
        scenario.name(),
        Set.copyOf(scenario.custodians()),
        inQuote(priced.surplusAfter(scenario)),
        priced.factors(scenario));
  }
}
