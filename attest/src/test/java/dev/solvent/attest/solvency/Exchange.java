package dev.solvent.attest.solvency;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.NumberedBlock;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.liabilities.CommittedAsset;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.prices.Label;
import dev.solvent.attest.prices.PriceRule;
import dev.solvent.attest.prices.PriceTable;
import dev.solvent.attest.prices.PricedAsset;
import dev.solvent.attest.prices.Quote;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.Ownership;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.solvency.Haircut.Tier;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Commitment;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An exchange made up for a test, in whole units without decimals: what it owes, holds and says.
 * Every holding has an account of its own, in a place called after its class and custodian.
 */
final class Exchange {
  static final Timestamp AS_OF = new Timestamp(Instant.parse("2026-09-02T00:00:00Z"));
  static final List<Label> SOURCES = List.of(new Label("a"), new Label("b"), new Label("c"));
  static final long HOT = 60;
  static final long COLD = 14_400;
  static final long STAKED = 1_814_400;
  static final Thresholds NO_THRESHOLDS = new Thresholds(10_000, 0, 10_000, 10_000, 0, 10_000);

  private static final Epoch EPOCH = new Epoch(7);
  private static final Issuer ISSUER = new Issuer("exchange.example");
  private static final ChainId CHAIN = ChainId.evm(1);
  private static final Hash HASH = Hash.of(new byte[32]);

  private final TreeMap<Ticker, Long> owed = new TreeMap<>();
  private final TreeMap<Ticker, Long> prices = new TreeMap<>();
  private final TreeMap<Ticker, AssetRule> rules = new TreeMap<>();
  private final List<Holding> holdings = new ArrayList<>();
  private final List<AccountRule> accounts = new ArrayList<>();
  private final List<Horizon> horizons = new ArrayList<>();
  private final List<Scenario> scenarios = new ArrayList<>();
  private Thresholds thresholds = NO_THRESHOLDS;

  /** In thousandths of the quote. */
  Exchange price(String asset, long thousandths) {
    prices.put(new Ticker(asset), thousandths);
    return this;
  }

  Exchange owes(String asset, long units) {
    owed.put(new Ticker(asset), units);
    return this;
  }

  Exchange holds(String asset, long units) {
    return holds(asset, units, Assurance.PROVEN, "hot", "self");
  }

  Exchange holds(String asset, long units, Assurance level, String liquidity, String custodian) {
    AccountRef account = account(holdings.size() + 1);
    boolean unowned = level == Assurance.CLAIMED;
    holdings.add(
        new Holding(
            account,
            new AssetRef(CHAIN, "slip44", "60"),
            level,
            asset(asset),
            unowned ? Optional.empty() : Optional.of(HASH),
            unowned ? Ownership.NONE : Ownership.SIGNED,
            unowned ? Optional.empty() : Optional.of(HASH),
            Amount.of(units)));
    accounts.add(new AccountRule(account, new Label(custodian), new Label(liquidity)));
    rules.putIfAbsent(
        new Ticker(asset),
        new AssetRule(asset(asset), Haircut.NOTHING_COUNTS, Optional.empty(), false, 0));
    return this;
  }

  /** What it holds lies in accounts of which the policy says nothing. */
  Exchange forgetsItsAccounts() {
    accounts.clear();
    return this;
  }

  /** Of what it holds the policy says nothing. */
  Exchange forgetsItsAssets() {
    rules.clear();
    return this;
  }

  private static Asset asset(String ticker) {
    return new Asset(new Ticker(ticker), 0);
  }

  private static AccountRef account(int number) {
    try {
      return AccountRef.parse(CHAIN + ":0x" + String.format(Locale.ROOT, "%040x", number));
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  /** Pairs of what a tier counts, in ten-thousandths, and the value up to which it goes. */
  Exchange haircut(String asset, long... tiers) {
    List<Tier> list = new ArrayList<>();
    for (int i = 0; i < tiers.length; i += 2) {
      list.add(new Tier((int) tiers[i], BigInteger.valueOf(tiers[i + 1])));
    }
    rules.put(
        new Ticker(asset),
        new AssetRule(asset(asset), new Haircut(list), Optional.empty(), false, 0));
    return this;
  }

  Exchange ownToken(String asset) {
    rules.put(
        new Ticker(asset),
        new AssetRule(
            asset(asset),
            Haircut.NOTHING_COUNTS,
            Optional.of(new Label("exchange.example")),
            true,
            0));
    return this;
  }

  Exchange horizon(String name, long seconds, int least) {
    horizons.add(new Horizon(least, new Label(name), seconds));
    return this;
  }

  Exchange scenario(Scenario scenario) {
    scenarios.add(scenario);
    scenarios.sort(Comparator.comparing(Scenario::name));
    return this;
  }

  Exchange thresholds(Thresholds given) {
    thresholds = given;
    return this;
  }

  LiabilitiesManifest liabilities() {
    List<CommittedAsset> assets = new ArrayList<>();
    owed.forEach((ticker, units) ->
        assets.add(
            new CommittedAsset(new Asset(ticker, 0), new Commitment(HASH, Amount.of(units), 10))));
    return new LiabilitiesManifest(AS_OF, assets, EPOCH, List.of(), ISSUER, JsonObject.EMPTY);
  }

  ReservesManifest reserves() {
    PinnedBlock block = new PinnedBlock(new NumberedBlock(new BlockRef(CHAIN, HASH), 1), AS_OF);
    return new ReservesManifest(AS_OF, List.of(block), EPOCH, holdings, ISSUER, JsonObject.EMPTY);
  }

  PriceTable table() {
    List<PricedAsset> rows = new ArrayList<>();
    prices.forEach((ticker, price) ->
        rows.add(
            new PricedAsset(
                ticker,
                SOURCES.stream().map(source -> new Quote(atoms(price), source, AS_OF)).toList())));
    return new PriceTable(AS_OF, EPOCH, ISSUER, rows, new Ticker("USD"), JsonObject.EMPTY);
  }

  private static Amount atoms(long thousandths) {
    try {
      return Amount.parse(thousandths + "0".repeat(15));
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  SolvencyPolicy policy() {
    List<Horizon> given =
        horizons.isEmpty() ? List.of(new Horizon(0, new Label("day"), 86_400)) : horizons;
    return new SolvencyPolicy(
        accounts,
        List.copyOf(rules.values()),
        Optional.empty(),
        List.of(
            new LiquidityClass(new Label("cold"), COLD),
            new LiquidityClass(new Label("hot"), HOT),
            new LiquidityClass(new Label("staked"), STAKED)),
        given,
        ISSUER,
        new PriceRule(3600, 200, 3, SOURCES),
        new Asset(new Ticker("USD"), 0),
        scenarios,
        thresholds,
        31_536_000);
  }

  /** So much of what is owed in an asset, bound for so many seconds. */
  static Terms terms(String asset, long seconds, long units) {
    return new Terms(
        AS_OF,
        EPOCH,
        ISSUER,
        List.of(new TermLiability(new Ticker(asset), seconds, Amount.of(units))));
  }

  SolvencyFiles files() {
    return inputs().files();
  }

  SolvencyInputs inputs() {
    return inputs(Optional.empty());
  }

  SolvencyInputs inputs(Optional<Terms> terms) {
    return new SolvencyInputs(liabilities(), reserves(), table(), policy(), terms, HASH);
  }

  Sheet sheet() {
    return SheetBuilder.build(files());
  }

  ValuedSheet valued() {
    return sheet().valued().orElseThrow();
  }

  String report() {
    return new String(SolvencyReport.of(inputs()).toBytes(), StandardCharsets.UTF_8);
  }
}
