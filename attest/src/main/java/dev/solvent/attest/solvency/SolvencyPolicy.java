package dev.solvent.attest.solvency;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.liabilities.Ascending;
import dev.solvent.attest.prices.Label;
import dev.solvent.attest.prices.PriceRule;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * By what rules an exchange judges its own solvency, announced an epoch ahead, so that they cannot
 * be chosen after the fact. Normative text: {@code docs/spec/solvency-policy.md}.
 *
 * @param accounts ascending; what lies in another, or is of an asset that {@code assets} do not
 *     name, takes {@code unlisted} seconds more to be paid out
 * @param band within which what is left of an asset's surplus, after contracts, counts as none; a
 *     share of the surplus
 * @param quote in whose smallest unit values are shown
 */
public record SolvencyPolicy(
    List<AccountRule> accounts,
    List<AssetRule> assets,
    Optional<Integer> band,
    List<LiquidityClass> classes,
    List<Horizon> horizons,
    Issuer issuer,
    PriceRule prices,
    Asset quote,
    List<Scenario> scenarios,
    Thresholds thresholds,
    long unlisted) {
  public static final String FORMAT = "solvent/solvency-policy/v1";
  public static final JsonLimits LIMITS = new JsonLimits(48 << 20, 16, 2_000_000);

  private static final int MAX_ACCOUNTS = 100_000;
  private static final int MAX_ASSETS = 10_000;
  private static final int MAX_SCENARIOS = 100;
  private static final int MAX_NAMES = 20;

  public SolvencyPolicy {
    accounts = List.copyOf(accounts);
    assets = List.copyOf(assets);
    classes = List.copyOf(classes);
    horizons = List.copyOf(horizons);
    scenarios = List.copyOf(scenarios);
    Bounds.require("accounts", accounts.size(), 0, MAX_ACCOUNTS);
    Bounds.require("assets", assets.size(), 0, MAX_ASSETS);
    band.ifPresent(share -> Bounds.require("band", share, 0, Bounds.WHOLE));
    Bounds.require("classes", classes.size(), 0, MAX_NAMES);
    Bounds.require("horizons", horizons.size(), 1, MAX_NAMES);
    Bounds.require("scenarios", scenarios.size(), 0, MAX_SCENARIOS);
    Bounds.require("unlisted", unlisted, 0, Bounds.LONGEST);
    Comparator<AccountRef> byText = Comparator.comparing(AccountRef::toString);
    Ascending.require("accounts", accounts, AccountRule::account, byText);
    Ascending.require(
        "assets", assets, rule -> rule.asset().ticker(), Comparator.<Ticker>naturalOrder());
    Ascending.require("classes", classes, LiquidityClass::name, Comparator.naturalOrder());
    Ascending.require("horizons", horizons, Horizon::seconds, Comparator.naturalOrder());
    Ascending.require("scenarios", scenarios, Scenario::name, Comparator.naturalOrder());
    requireAccountsFit(accounts, classes);
    requireQuoteNotOwn(quote.ticker(), assets);
    requireQuoteUnshocked(quote.ticker(), scenarios);
  }

  /** The quote is worth one without a source, and no scenario changes that. */
  private static void requireQuoteNotOwn(Ticker quote, List<AssetRule> assets) {
    if (assets.stream().anyMatch(rule -> rule.own() && rule.asset().ticker().equals(quote))) {
      throw new IllegalArgumentException("quote " + quote + ", want not an own token");
    }
  }

  private static void requireAccountsFit(List<AccountRule> accounts, List<LiquidityClass> classes) {
    Set<Label> known = new HashSet<>();
    classes.forEach(each -> known.add(each.name()));
    for (AccountRule rule : accounts) {
      if (!known.contains(rule.liquidity())) {
        throw new IllegalArgumentException(
            "accounts: class " + rule.liquidity() + ", want one of classes");
      }
    }
  }

  private static void requireQuoteUnshocked(Ticker quote, List<Scenario> scenarios) {
    for (Scenario scenario : scenarios) {
      if (scenario.shocks().stream().anyMatch(shock -> shock.asset().equals(quote))) {
        throw new IllegalArgumentException(
            "scenario " + scenario.name() + " shocks " + quote + ", want not the quote itself");
      }
    }
  }

  public static SolvencyPolicy parse(byte[] bytes) throws MalformedException {
    return Fields.read(bytes, LIMITS, SolvencyPolicy::read);
  }

  private static SolvencyPolicy read(Fields in) throws MalformedException {
    in.constant("format", FORMAT);
    List<AccountRule> accounts = in.list("accounts", 0, MAX_ACCOUNTS, AccountRule::read);
    List<AssetRule> assets = in.list("assets", 0, MAX_ASSETS, AssetRule::read);
    Optional<Integer> band =
        in.has("band") ? Optional.of(Bounds.share(in, "band")) : Optional.empty();
    List<LiquidityClass> classes = in.list("classes", 0, MAX_NAMES, LiquidityClass::read);
    List<Horizon> horizons = in.list("horizons", 1, MAX_NAMES, Horizon::read);
    Issuer issuer = in.text("issuer", Issuer::parse);
    PriceRule prices = in.object("prices", PriceRule::read);
    Asset quote = in.object("quote", SolvencyPolicy::readQuote);
    List<Scenario> scenarios = in.list("scenarios", 0, MAX_SCENARIOS, Scenario::read);
    Thresholds thresholds = in.object("thresholds", Thresholds::read);
    long unlisted = in.integer("unlisted", 0, Bounds.LONGEST);
    return in.build(() ->
        new SolvencyPolicy(
            accounts,
            assets,
            band,
            classes,
            horizons,
            issuer,
            prices,
            quote,
            scenarios,
            thresholds,
            unlisted));
  }

  private static Asset readQuote(Fields in) throws MalformedException {
    Ticker ticker = in.text("asset", Ticker::parse);
    return new Asset(ticker, (int) in.integer("decimals", 0, Asset.MAX_DECIMALS));
  }

  /** The bytes that {@link #parse} reads, and that are announced. */
  public byte[] toBytes() {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("accounts", accounts, AccountRule::toJson)
            .put("assets", assets, AssetRule::toJson)
            .put("classes", classes, LiquidityClass::toJson)
            .put("format", FORMAT)
            .put("horizons", horizons, Horizon::toJson)
            .put("issuer", issuer.domain())
            .put("prices", prices.toJson())
            .put("quote", quoteJson())
            .put("scenarios", scenarios, Scenario::toJson)
            .put("thresholds", thresholds.toJson())
            .put("unlisted", unlisted);
    band.ifPresent(share -> json.put("band", share));
    return CanonicalJson.print(json.build(), LIMITS);
  }

  /** In what values are shown, as a policy and a report write it. */
  public JsonObject quoteJson() {
    return new ObjectBuilder()
        .put("asset", quote.ticker().text())
        .put("decimals", quote.decimals())
        .build();
  }
}
