package dev.solvent.attest.solvency.risk;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.prices.DailyPrices;
import dev.solvent.attest.prices.PriceTable;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.solvency.Commitments;
import dev.solvent.attest.solvency.SolvencyFiles;
import dev.solvent.attest.solvency.SolvencyFiles.Origin;
import dev.solvent.attest.solvency.positions.Contract.Loan;
import dev.solvent.attest.solvency.positions.ListedPosition;
import dev.solvent.attest.solvency.positions.Positions;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Ticker;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that a report of risk follows from.
 *
 * @param files of which the terms are no part of it
 */
public record RiskInputs(
    SolvencyFiles files, Optional<DailyPrices> history, Optional<Positions> positions) {
  /** 10,000 positions over 1,000 days, or 2,732 over ten years. */
  private static final long MOST_DAYS = 10_000_000;

  private static final List<String> FILES = List.of("liabilities", "policy", "prices", "reserves");

  public RiskInputs {
    Optional<String> problem = problem(files, history, positions);
    if (problem.isPresent()) {
      throw new IllegalArgumentException(problem.get());
    }
  }

  /** Why these make no report, where they do not. */
  public static Optional<String> problem(
      SolvencyFiles files, Optional<DailyPrices> history, Optional<Positions> positions) {
    Origin wanted = files.origin();
    if (history.isPresent()) {
      DailyPrices daily = history.get();
      if (!daily.issuer().equals(wanted.issuer())) {
        return Optional.of("history of " + daily.issuer() + ", want " + wanted.issuer());
      }
      if (!daily.quote().equals(files.prices().quote())) {
        return Optional.of("history in " + daily.quote() + ", want " + files.prices().quote());
      }
    }
    if (positions.isPresent()) {
      Positions given = positions.get();
      Origin origin = new Origin(given.issuer(), given.epoch(), given.asOf());
      if (!origin.equals(wanted)) {
        return Optional.of("positions of " + origin + ", want the liabilities' " + wanted);
      }
      int count = given.positions().size();
      int days = history.map(DailyPrices::days).orElse(0);
      return (long) count * days > MOST_DAYS
          ? Optional.of(
              (count + " positions over " + days + " days, want at most ")
                  + (MOST_DAYS + " days of them in all"))
          : decimals(files, given);
    }
    return Optional.empty();
  }

  private static Optional<String> decimals(SolvencyFiles files, Positions positions) {
    Map<Ticker, Asset> assets = files.assets();
    for (ListedPosition position : positions.positions()) {
      for (Asset asset : assets(position).toList()) {
        Asset before = assets.putIfAbsent(asset.ticker(), asset);
        if (before != null && !before.equals(asset)) {
          return Optional.of(
              position.name() + ": " + asset + ", want the " + before + " of elsewhere");
        }
      }
    }
    return assets.size() > PriceTable.MAX_ASSETS
        ? Optional.of(
            assets.size()
                + (" assets, those of positions included, want at most " + PriceTable.MAX_ASSETS))
        : Optional.empty();
  }

  static Stream<Asset> assets(ListedPosition position) {
    Stream<Asset> own = Stream.of(position.contract().asset());
    return position.contract() instanceof Loan loan
        ? Stream.concat(own, loan.collateral().stream().map(each -> each.asset()))
        : own;
  }

  /** Which files these are. */
  JsonObject toJson() {
    ObjectBuilder json = new ObjectBuilder();
    for (String name : FILES) {
      json.put(name, Commitments.digest(Objects.requireNonNull(files.digests().get(name), name)));
    }
    history.ifPresent(each -> json.put("history", digest(each.toBytes())));
    positions.ifPresent(each -> json.put("positions", digest(each.toBytes())));
    return json.build();
  }

  private static JsonObject digest(byte[] bytes) {
    Hash hash = Digests.sha256(bytes);
    return Commitments.digest(hash);
  }
}
