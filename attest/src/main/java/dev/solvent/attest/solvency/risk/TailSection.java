package dev.solvent.attest.solvency.risk;

import dev.solvent.attest.json.JsonValue;
import dev.solvent.attest.json.JsonValue.JsonArray;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.prices.DailyPrices;
import dev.solvent.attest.solvency.risk.RiskOutcome.Measured;
import dev.solvent.attest.solvency.risk.RiskOutcome.Unavailable;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Asset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Value at risk and expected shortfall, historical and parametric: section 4 of the format.
 *
 * @param history of the newest days, or why there is none
 */
record TailSection(Series history, Asset quote) {
  private static final List<Confidence> LEVELS =
      List.of(new Confidence(9_500), new Confidence(9_900));
  private static final String HISTORICAL = "historical";
  private static final String PARAMETRIC = "parametric";
  private static final int DAY = 1;
  private static final int TEN_DAYS = 10;

  /** Prices of the days until today, or why there are none. */
  sealed interface Series {
    record Known(PriceHistory history) implements Series {}

    record Unknown(String reason) implements Series {}

    static Series of(Optional<DailyPrices> file, Timestamp asOf) {
      if (file.isEmpty()) {
        return new Unknown("no price history, want one");
      }
      Duration since = Duration.between(file.get().last().instant(), asOf.instant());
      if (since.isNegative() || since.compareTo(Duration.ofDays(1)) > 0) {
        return new Unknown(
            "price history until " + file.get().last() + ", want until the day before " + asOf);
      }
      return new Known(PriceHistory.of(file.get()));
    }
  }

  /** A portfolio, or why there is none. */
  sealed interface Subject {
    record Given(Portfolio portfolio) implements Subject {}

    record Missing(String reason) implements Subject {}
  }

  /** What a portfolio would have brought over each span of the history, or why nobody can say. */
  private sealed interface Profits {
    /** Arrays have no place in a record. */
    final class Made implements Profits {
      private final double[] ofDays;
      private final double[] ofTenDays;

      private Made(double[] ofDays, double[] ofTenDays) {
        this.ofDays = ofDays;
        this.ofTenDays = ofTenDays;
      }

      static Made of(Portfolio portfolio, PriceHistory history) {
        return new Made(
            portfolio.surplusProfits(history, DAY), portfolio.surplusProfits(history, TEN_DAYS));
      }

      Made with(Portfolio portfolio, PriceHistory history) {
        return new Made(
            portfolio.profits(ofDays, history, DAY),
            portfolio.profits(ofTenDays, history, TEN_DAYS));
      }

      RiskOutcome outcome(String measure, int days, Confidence confidence) {
        return measure.equals(PARAMETRIC)
            ? ParametricRisk.ofProfits(ofDays, days, confidence)
            : HistoricalRisk.ofProfits(days == DAY ? ofDays : ofTenDays, confidence);
      }
    }

    record Unknown(String reason) implements Profits {}
  }

  /** Of the surplus alone, or why nobody can say. */
  private Profits plain(Subject subject) {
    return profits(subject, Profits.Made::of);
  }

  /** With the positions as well, on top of what the surplus alone would have brought. */
  private Profits with(Subject subject, Profits plain) {
    return profits(
        subject,
        (portfolio, known) ->
            plain instanceof Profits.Made made ? made.with(portfolio, known) : plain);
  }

  private Profits profits(
      Subject subject, BiFunction<Portfolio, PriceHistory, Profits> ofWhatIsKnown) {
    return switch (subject) {
      case Subject.Missing(String reason) -> new Profits.Unknown(reason);
      case Subject.Given(Portfolio portfolio) ->
          switch (history) {
            case Series.Unknown(String reason) -> new Profits.Unknown(reason);
            case Series.Known(PriceHistory known) ->
                portfolio
                    .missing(known)
                    .<Profits>map(asset ->
                        new Profits.Unknown(
                            "no history of " + asset + ", want that of all exposures"))
                    .orElseGet(() -> ofWhatIsKnown.apply(portfolio, known));
          };
    };
  }

  /**
   * Every figure, by measure, confidence and days.
   *
   * @param with and positions, where there are any
   */
  JsonArray toJson(Subject without, Optional<Subject> with) {
    Profits plain = plain(without);
    Optional<Profits> hedged = with.map(subject -> with(subject, plain));
    List<JsonValue> figures = new ArrayList<>();
    for (String measure : List.of(HISTORICAL, PARAMETRIC)) {
      for (Confidence confidence : LEVELS) {
        for (int days : new int[] {DAY, TEN_DAYS}) {
          ObjectBuilder json =
              new ObjectBuilder()
                  .put("confidence", confidence.tenThousandths())
                  .put("days", days)
                  .put("measure", measure)
                  .put("without", shown(outcome(plain, measure, days, confidence)));
          hedged.ifPresent(
              each -> json.put("with", shown(outcome(each, measure, days, confidence))));
          figures.add(json.build());
        }
      }
    }
    return new JsonArray(figures);
  }

  private static RiskOutcome outcome(
      Profits profits, String measure, int days, Confidence confidence) {
    return switch (profits) {
      case Profits.Unknown(String reason) -> new Unavailable(reason);
      case Profits.Made made -> made.outcome(measure, days, confidence);
    };
  }

  private JsonObject shown(RiskOutcome outcome) {
    return switch (outcome) {
      case Unavailable(String reason) -> Shown.unavailable(reason);
      case Measured(double valueAtRisk, double expectedShortfall) ->
          new ObjectBuilder()
              .put("shortfall", Shown.value(expectedShortfall, quote))
              .put("valueAtRisk", Shown.value(valueAtRisk, quote))
              .build();
    };
  }
}
