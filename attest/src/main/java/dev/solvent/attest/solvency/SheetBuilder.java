package dev.solvent.attest.solvency;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.liabilities.CommittedAsset;
import dev.solvent.attest.liabilities.Exclusion;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.prices.Label;
import dev.solvent.attest.prices.PriceOutcome;
import dev.solvent.attest.prices.PriceOutcome.Priced;
import dev.solvent.attest.prices.PriceTable;
import dev.solvent.attest.prices.Quote;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Ticker;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Brings what is owed and what is held together, asset by asset. One thread. */
final class SheetBuilder {
  /** Where an account lies that the policy does not know. */
  static final Label UNLISTED = new Label("unlisted");

  private static final BigInteger ONE = BigInteger.TEN.pow(18);

  /** As many as a price table has; a report of them stays within its limits. */
  private static final int MAX_ASSETS = PriceTable.MAX_ASSETS;

  private final SolvencyFiles files;
  private final Map<Ticker, AssetRule> rules = new HashMap<>();
  private final Map<AccountRef.Decoded, AccountRule> accounts = new HashMap<>();
  private final Map<Label, Long> seconds = new HashMap<>();
  private final Map<Ticker, List<Quote>> quotes = new HashMap<>();

  SheetBuilder(SolvencyFiles files) {
    this.files = files;
    SolvencyPolicy policy = files.policy();
    policy.assets().forEach(rule -> rules.put(rule.asset().ticker(), rule));
    policy.accounts().forEach(rule -> accounts.put(rule.account().decoded(), rule));
    policy.classes().forEach(each -> seconds.put(each.name(), each.seconds()));
    files.prices().prices().forEach(row -> quotes.put(row.asset(), row.quotes()));
  }

  /**
   * Why these cannot be brought together: decimals that differ, too many assets, or terms beyond
   * what is owed.
   */
  static Optional<String> problem(
      LiabilitiesManifest liabilities,
      ReservesManifest reserves,
      SolvencyPolicy policy,
      Optional<Terms> terms) {
    Map<Ticker, Asset> assets = new HashMap<>();
    for (Asset asset : assets(liabilities, reserves, policy).toList()) {
      Asset before = assets.putIfAbsent(asset.ticker(), asset);
      if (before != null && !before.equals(asset)) {
        return Optional.of(asset + " and " + before + ", want the same decimals everywhere");
      }
    }
    if (assets.size() > MAX_ASSETS) {
      return Optional.of(assets.size() + " assets, want at most " + MAX_ASSETS);
    }
    Map<Ticker, BigInteger> owed = owed(liabilities);
    for (Ticker ticker : owed.keySet()) {
      if (!assets.containsKey(ticker)) {
        return Optional.of(ticker + " is owed without a tree, want its decimals in the policy");
      }
    }
    Map<Ticker, BigInteger> bound = new HashMap<>();
    for (TermLiability term : terms.map(Terms::terms).orElse(List.of())) {
      BigInteger sum = bound.merge(term.asset(), term.units().toBigInteger(), BigInteger::add);
      BigInteger most = owed.getOrDefault(term.asset(), BigInteger.ZERO);
      if (sum.compareTo(most) > 0) {
        return Optional.of(term.asset() + ": terms of " + sum + ", want at most " + most);
      }
    }
    return Optional.empty();
  }

  private static Stream<Asset> assets(
      LiabilitiesManifest liabilities, ReservesManifest reserves, SolvencyPolicy policy) {
    return Stream.of(
            liabilities.assets().stream().map(CommittedAsset::asset),
            reserves.holdings().stream().map(Holding::countsAs),
            policy.assets().stream().map(AssetRule::asset))
        .flatMap(each -> each);
  }

  /** Totals and everything that was left out of them, as coverage has it. */
  private static Map<Ticker, BigInteger> owed(LiabilitiesManifest liabilities) {
    Map<Ticker, BigInteger> sums = new TreeMap<>();
    for (CommittedAsset entry : liabilities.assets()) {
      sums.put(entry.asset().ticker(), entry.commitment().total().toBigInteger());
    }
    for (Exclusion exclusion : liabilities.excluded()) {
      sums.merge(exclusion.asset(), exclusion.total().toBigInteger(), BigInteger::add);
    }
    return sums;
  }

  static Map<Ticker, Asset> assets(SolvencyFiles files) {
    Map<Ticker, Asset> assets = new HashMap<>();
    assets(files.liabilities(), files.reserves(), files.policy())
        .forEach(asset -> assets.put(asset.ticker(), asset));
    return assets;
  }

  static Sheet build(SolvencyFiles files) {
    return new SheetBuilder(files).sheet();
  }

  Sheet sheet() {
    Map<Ticker, Asset> assets = assets(files);
    Map<Ticker, BigInteger> owed = owed(files.liabilities());
    Map<Ticker, Map<Lot.Kind, BigInteger>> lots = lots();
    Map<Ticker, List<TermLiability>> terms = new HashMap<>();
    for (TermLiability term : files.terms().map(Terms::terms).orElse(List.of())) {
      terms.computeIfAbsent(term.asset(), ticker -> new ArrayList<>()).add(term);
    }
    TreeMap<Ticker, Line> lines = new TreeMap<>();
    Stream.concat(owed.keySet().stream(), lots.keySet().stream())
        .forEach(ticker ->
            lines.computeIfAbsent(
                ticker,
                key ->
                    new Line(
                        Objects.requireNonNull(assets.get(key)),
                        owed.getOrDefault(key, BigInteger.ZERO),
                        terms.getOrDefault(key, List.of()),
                        listed(lots.getOrDefault(key, Map.of())),
                        price(key),
                        rule(key).map(AssetRule::haircut).orElse(Haircut.NOTHING_COUNTS),
                        rule(key).flatMap(AssetRule::issuer))));
    lines.values().removeIf(SheetBuilder::isNothing);
    return new Sheet(List.copyOf(lines.values()), files.policy().quote());
  }

  /** Of which neither anything is owed nor held, so that no figure waits for its price. */
  private static boolean isNothing(Line line) {
    return line.owed().signum() == 0 && line.held(Assurance.CLAIMED).signum() == 0;
  }

  private Optional<AssetRule> rule(Ticker ticker) {
    return Optional.ofNullable(rules.get(ticker));
  }

  /** Of one whole unit, whether it is owed or held or neither. */
  PriceOutcome price(Ticker asset) {
    return asset.equals(files.prices().quote())
        ? new Priced(ONE)
        : price(quotes.getOrDefault(asset, List.of()));
  }

  private PriceOutcome price(List<Quote> quotes) {
    return files.policy().prices().price(quotes, files.prices().asOf());
  }

  private Map<Ticker, Map<Lot.Kind, BigInteger>> lots() {
    Map<Ticker, Map<Lot.Kind, BigInteger>> lots = new HashMap<>();
    for (Holding holding : files.reserves().holdings()) {
      Ticker ticker = holding.countsAs().ticker();
      lots.computeIfAbsent(ticker, key -> new HashMap<>())
          .merge(kind(holding), holding.units().toBigInteger(), BigInteger::add);
    }
    return lots;
  }

  private Lot.Kind kind(Holding holding) {
    AccountRule place = accounts.get(holding.account().decoded());
    long unlisted = files.policy().unlisted();
    long toSell = rule(holding.countsAs().ticker()).map(AssetRule::seconds).orElse(unlisted);
    long toReach =
        place == null ? unlisted : Objects.requireNonNull(seconds.get(place.liquidity()));
    Label custodian = place == null ? UNLISTED : place.custodian();
    return new Lot.Kind(Lot.assurance(holding), custodian, toReach + toSell);
  }

  private static List<Lot> listed(Map<Lot.Kind, BigInteger> lots) {
    List<Lot> result = new ArrayList<>();
    lots.forEach((kind, units) ->
        result.add(new Lot(kind.assurance(), kind.custodian(), kind.seconds(), units)));
    return result;
  }
}
