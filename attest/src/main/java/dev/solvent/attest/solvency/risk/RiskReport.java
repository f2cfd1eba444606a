package dev.solvent.attest.solvency.risk;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.solvency.SolvencyFiles;
import dev.solvent.attest.solvency.Valuation;
import dev.solvent.attest.solvency.Valuation.After;
import dev.solvent.attest.solvency.positions.Positions;
import dev.solvent.attest.solvency.risk.Portfolio.Values;
import dev.solvent.attest.solvency.risk.TailSection.Series;
import dev.solvent.attest.solvency.risk.TailSection.Subject;
import dev.solvent.merkle.Asset;
import java.util.Optional;
import java.util.function.Function;

/**
 * What prices may do to the surplus, and what contracts change in it: the same inputs make the same
 * bytes on every Java platform. Normative text: {@code docs/spec/risk-report.md}.
 */
public final class RiskReport {
  public static final String FORMAT = "solvent/risk-report/v1";

  /** Room for the most assets and the most positions, each with the longest figures. */
  public static final JsonLimits LIMITS = new JsonLimits(32 << 20, 16, 1_000_000);

  private final RiskInputs inputs;
  private final Valuation valuation;
  private final Asset quote;

  /** Without positions; or why there is none. */
  private final Subject without;

  /** With positions, where there is a file of them. */
  private final Optional<Subject> with;

  private RiskReport(RiskInputs inputs) {
    this.inputs = inputs;
    this.valuation = Valuation.of(inputs.files());
    this.quote = inputs.files().policy().quote();
    this.without =
        valuation
            .unpriced()
            .<Subject>map(Subject.Missing::new)
            .orElseGet(() -> new Subject.Given(Portfolio.without(valuation)));
    this.with = inputs.positions().map(this::beside);
  }

  public static RiskReport of(RiskInputs inputs) {
    return new RiskReport(inputs);
  }

  private Subject beside(Positions positions) {
    Optional<String> unpriced =
        positions.positions().stream()
            .flatMap(RiskInputs::assets)
            .map(Asset::ticker)
            .flatMap(asset -> valuation.unpriced(asset).stream())
            .findFirst();
    return without instanceof Subject.Given(Portfolio portfolio)
        ? unpriced
            .<Subject>map(Subject.Missing::new)
            .orElseGet(() -> new Subject.Given(portfolio.with(positions, valuation)))
        : without;
  }

  /** The bytes that the solvency report names. */
  public byte[] toBytes() {
    SolvencyFiles files = inputs.files();
    TailSection tails =
        new TailSection(Series.of(inputs.history(), files.liabilities().asOf()), quote);
    ObjectBuilder json =
        new ObjectBuilder()
            .put("asOf", files.liabilities().asOf().toString())
            .put("epoch", files.liabilities().epoch().number())
            .put("figures", tails.toJson(without, with))
            .put("format", FORMAT)
            .put("inputs", inputs.toJson())
            .put("issuer", files.policy().issuer().domain())
            .put("quote", files.policy().quoteJson())
            .put("surplus", values(Portfolio::now).build());
    if (without instanceof Subject.Given) {
      AssetSection assets = new AssetSection(quote, files.policy().band());
      json.put("assets", assets.toJson(valuation, hedged()), row -> row)
          .put("stress", valuation.scenarios(), this::stress);
    }
    inputs
        .positions()
        .ifPresent(each -> new PositionSection(quote).put(json, each.positions(), hedged()));
    return CanonicalJson.print(json.build(), LIMITS);
  }

  private Optional<Portfolio> hedged() {
    return with.flatMap(subject ->
        subject instanceof Subject.Given(Portfolio portfolio)
            ? Optional.of(portfolio)
            : Optional.empty());
  }

  private JsonObject stress(After scenario) {
    return values(portfolio -> portfolio.after(scenario))
        .put("name", scenario.name().text())
        .build();
  }

  /** What is left, without positions and with them. */
  private ObjectBuilder values(Function<Portfolio, Values> at) {
    ObjectBuilder json =
        new ObjectBuilder()
            .put(
                "without",
                shown(
                    without,
                    portfolio -> new ObjectBuilder().put("surplus", shown(at, portfolio))));
    with.ifPresent(
        subject -> json.put("with", shown(subject, portfolio -> all(at.apply(portfolio)))));
    return json;
  }

  private static JsonObject shown(Subject subject, Function<Portfolio, ObjectBuilder> given) {
    return switch (subject) {
      case Subject.Missing(String reason) -> Shown.unavailable(reason);
      case Subject.Given(Portfolio portfolio) -> given.apply(portfolio).build();
    };
  }

  private String shown(Function<Portfolio, Values> at, Portfolio portfolio) {
    return Shown.value(at.apply(portfolio).without(), quote);
  }

  private ObjectBuilder all(Values values) {
    return new ObjectBuilder()
        .put("attested", Shown.value(values.attested(), quote))
        .put("claimed", Shown.value(values.claimed(), quote))
        .put("exposure", Shown.value(values.exposure(), quote))
        .put("loans", Shown.value(values.loans(), quote))
        .put("surplus", Shown.value(values.with(), quote));
  }
}
