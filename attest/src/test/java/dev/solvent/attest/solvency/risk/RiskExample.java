package dev.solvent.attest.solvency.risk;

import dev.solvent.attest.SpecFile;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.prices.DailyPrices;
import dev.solvent.attest.prices.Label;
import dev.solvent.attest.prices.PackedPrices;
import dev.solvent.attest.prices.PriceTable;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.solvency.SolvencyFiles;
import dev.solvent.attest.solvency.SolvencyPolicy;
import dev.solvent.attest.solvency.positions.ListedPosition;
import dev.solvent.attest.solvency.positions.Positions;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files of {@code docs/spec/risk-report.md}, of which a test replaces one.
 *
 * @param positions and the others: the bytes as text
 */
record RiskExample(
    String liabilities,
    String reserves,
    String prices,
    String policy,
    Optional<DailyPrices> history,
    Optional<String> positions) {
  private static final int DAYS = 121;

  static final RiskExample WHOLE =
      new RiskExample(
          text(SpecFile.of("solvency-report.md").json(1)),
          text(SpecFile.of("solvency-report.md").json(2)),
          text(SpecFile.of("price-table.md").example()),
          text(SpecFile.of("solvency-policy.md").example(0))
              .replace("\"classes\":", "\"band\":2500,\"classes\":"),
          Optional.of(history(DAYS, "2026-09-01T00:00:00Z")),
          Optional.of(text(SpecFile.of("positions.md").example())));

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  /** Section 9 of the text: the table's price, and so many thousandths of it up or down. */
  static DailyPrices history(int days, String last) {
    Map<String, Integer> factors = Map.of("BTC", 7, "ETH", 11, "EXT", 13, "USDC", 0);
    Map<String, String> prices = Map.of("BTC", "60030", "ETH", "2500", "EXT", "1", "USDC", "1");
    List<DailyPrices.Row> rows = new ArrayList<>();
    for (String asset : new TreeMap<>(factors).keySet()) {
      BigInteger thousandth = new BigInteger(prices.get(asset)).multiply(BigInteger.TEN.pow(15));
      List<Amount> row = new ArrayList<>();
      for (int day = 0; day < days; day++) {
        int moved = 1_000 + factors.get(asset) * day * day % 61 - 30;
        row.add(amount(thousandth.multiply(BigInteger.valueOf(moved))));
      }
      rows.add(new DailyPrices.Row(new Ticker(asset), PackedPrices.of(row)));
    }
    return new DailyPrices(
        days,
        new Issuer("exchange.example"),
        new Timestamp(Instant.parse(last)),
        rows,
        new Ticker("USD"));
  }

  private static Amount amount(BigInteger value) {
    try {
      return Amount.parse(value.toString());
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  RiskExample with(Optional<DailyPrices> other) {
    return new RiskExample(liabilities, reserves, prices, policy, other, positions);
  }

  RiskExample withPositions(Optional<String> other) {
    return new RiskExample(liabilities, reserves, prices, policy, history, other);
  }

  /** Wherever the text stands in one of the files. */
  RiskExample with(String good, String bad) {
    RiskExample other =
        new RiskExample(
            liabilities.replace(good, bad),
            reserves.replace(good, bad),
            prices.replace(good, bad),
            policy.replace(good, bad),
            history,
            positions.map(json -> json.replace(good, bad)));
    if (other.equals(this)) {
      throw new AssertionError(good + " in no file");
    }
    return other;
  }

  Optional<Positions> parsedPositions() throws MalformedException {
    return positions.isEmpty()
        ? Optional.empty()
        : Optional.of(Positions.parse(bytes(positions.get())));
  }

  /** The five of the example, again and again under other names. */
  static Positions many(Positions like, int count) {
    List<ListedPosition> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ListedPosition one = like.positions().get(i % like.positions().size());
      list.add(
          new ListedPosition(
              one.assurance(),
              one.contract(),
              one.evidence(),
              new Label("p" + (100_000 + i)),
              one.venue()));
    }
    return new Positions(like.asOf(), like.epoch(), like.issuer(), list);
  }

  RiskInputs inputs() throws MalformedException {
    return new RiskInputs(
        new SolvencyFiles(
            LiabilitiesManifest.parse(bytes(liabilities)),
            ReservesManifest.parse(bytes(reserves)),
            PriceTable.parse(bytes(prices)),
            SolvencyPolicy.parse(bytes(policy)),
            Optional.empty()),
        history,
        parsedPositions());
  }

  String report() throws MalformedException {
    return text(RiskReport.of(inputs()).toBytes());
  }

  RiskVerdict recompute(String published) throws MalformedException {
    return RiskCheck.recompute(
        LiabilitiesManifest.parse(bytes(liabilities)),
        ReservesManifest.parse(bytes(reserves)),
        PriceTable.parse(bytes(prices)),
        SolvencyPolicy.parse(bytes(policy)),
        history,
        parsedPositions(),
        bytes(published));
  }
}
