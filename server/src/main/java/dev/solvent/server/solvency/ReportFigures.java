package dev.solvent.server.solvency;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.report.Coverage;
import dev.solvent.attest.solvency.Figures;
import dev.solvent.attest.solvency.SolvencyReport;
import dev.solvent.merkle.MalformedException;
import java.util.List;
import java.util.Optional;

/**
 * The main figures of a solvency report that was published, for an operator to look at. That they
 * follow from anything is the check's business.
 *
 * @param totals empty where an asset has no price
 * @param reach how much of a full run could be paid, by horizon; empty where an asset has no price
 * @param unpriced the assets without a price
 */
public record ReportFigures(
    String quote,
    int decimals,
    Optional<Totals> totals,
    List<Reach> reach,
    List<Crossed> alerts,
    List<String> unpriced) {
  public ReportFigures {
    reach = List.copyOf(reach);
    alerts = List.copyOf(alerts);
    unpriced = List.copyOf(unpriced);
  }

  /**
   * Over all assets, in ten-thousandths, of what is proven or observed.
   *
   * @param raw in kind
   * @param haircut in kind, after haircut
   * @param ratio all thrown together: the bare ratio
   * @param surplus in the quote's smallest unit, below zero where something is missing
   */
  public record Totals(long raw, long haircut, long ratio, String surplus) {
    /** Those of them that are shares. */
    public List<Share> shares() {
      return List.of(
          new Share("haircut", haircut), new Share("ratio", ratio), new Share("raw", raw));
    }
  }

  /** One figure by its name. */
  public record Share(String name, long tenThousandths) {}

  /** The share of what may be asked for within so many seconds that could be paid by then. */
  public record Reach(String horizon, long seconds, long share) {
    private JsonObject toJson() {
      return new ObjectBuilder()
          .put("name", horizon)
          .put("reach", share)
          .put("seconds", seconds)
          .build();
    }
  }

  /** A threshold of the policy that is crossed, with what was found and the limit. */
  public record Crossed(String threshold, String about, long found, long limit) {
    /** What makes it the same one in the next report. */
    public String subject() {
      return about.isEmpty() ? threshold : threshold + " " + about;
    }

    /** Such as {@code coverage 90.47 %, want at least 100.00 %}. */
    public String sentence() {
      if (threshold.equals("price")) {
        return "no price of " + about + ", want one";
      }
      boolean most =
          switch (threshold) {
            case "asset", "custodian", "difference", "issuer" -> true;
            default -> false;
          };
      return subject()
          + " "
          + (Coverage.percent(found) + ", want at " + (most ? "most " : "least "))
          + Coverage.percent(limit);
    }
  }

  public static ReportFigures parse(byte[] published) throws MalformedException {
    if (!(CanonicalJson.parse(published, SolvencyReport.LIMITS) instanceof JsonObject report)) {
      throw new MalformedException("no object, want a solvency report");
    }
    try {
      return read(new Figures(report));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new MalformedException("solvency report: " + e.getMessage());
    }
  }

  private static ReportFigures read(Figures report) {
    if (!report.text("format").equals(SolvencyReport.FORMAT)) {
      throw new IllegalArgumentException("another format, want " + SolvencyReport.FORMAT);
    }
    Figures quote = report.at("quote");
    Figures matching = report.at("matching");
    return new ReportFigures(
        quote.text("asset"),
        Math.toIntExact(quote.number("decimals")),
        totals(report.at("coverage")),
        matching.has("horizons")
            ? matching.items("horizons").stream().map(ReportFigures::reach).toList()
            : List.of(),
        report.items("alerts").stream().map(ReportFigures::crossed).toList(),
        report.items("unpriced").stream().map(item -> item.text("asset")).toList());
  }

  private static Reach reach(Figures horizon) {
    return new Reach(horizon.text("name"), horizon.number("seconds"), horizon.number("reach"));
  }

  private static Crossed crossed(Figures alert) {
    return new Crossed(
        alert.text("threshold"), alert.text("about"), alert.number("found"), alert.number("limit"));
  }

  private static Optional<Totals> totals(Figures coverage) {
    if (!coverage.has("total")) {
      return Optional.empty();
    }
    Figures total = coverage.at("total");
    return Optional.of(
        new Totals(
            total.at("raw").number("observed"),
            total.at("haircut").number("observed"),
            total.number("ratio"),
            total.text("surplus")));
  }

  /** In one line, as a publisher tells it. */
  public String sentence() {
    String crossed =
        alerts.isEmpty()
            ? "no threshold of its policy crossed"
            : alerts.size() == 1
                ? "1 threshold of its policy crossed"
                : alerts.size() + " thresholds of its policy crossed";
    return totals
        .map(of ->
            "covered in kind "
                + Coverage.percent(of.raw())
                + (", after haircut " + Coverage.percent(of.haircut()))
                + ("; the bare ratio is " + Coverage.percent(of.ratio()) + "; " + crossed))
        .orElseGet(
            () -> "no figure of the whole, without a price of " + String.join(", ", unpriced));
  }

  /** As the API and {@code solvent status} say it, without the epoch that they are of. */
  public ObjectBuilder toJson() {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("alerts", alerts.size())
            .put("quote", new ObjectBuilder().put("asset", quote).put("decimals", decimals).build())
            .put("reach", reach, Reach::toJson)
            .put("unpriced", unpriced, asset -> new ObjectBuilder().put("asset", asset).build());
    totals.ifPresent(of ->
        json.put("haircut", of.haircut())
            .put("ratio", of.ratio())
            .put("raw", of.raw())
            .put("surplus", of.surplus()));
    return json;
  }
}
