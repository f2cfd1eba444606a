package dev.solvent.server.solvency;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonValue;
import dev.solvent.attest.json.JsonValue.JsonArray;
import dev.solvent.attest.json.JsonValue.JsonInteger;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.JsonValue.JsonText;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.report.Coverage;
import dev.solvent.attest.solvency.SolvencyReport;
import dev.solvent.merkle.MalformedException;
import java.util.ArrayList;
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
    JsonValue report = CanonicalJson.parse(published, SolvencyReport.LIMITS);
    if (!text(report, "format").equals(SolvencyReport.FORMAT)) {
      throw new MalformedException("a report of another format, want " + SolvencyReport.FORMAT);
    }
    JsonValue quote = member(report, "quote");
    List<Reach> reach = new ArrayList<>();
    JsonValue matching = member(report, "matching");
    if (has(matching, "horizons")) {
      for (JsonValue item : items(matching, "horizons")) {
        reach.add(new Reach(text(item, "name"), number(item, "seconds"), number(item, "reach")));
      }
    }
    List<Crossed> alerts = new ArrayList<>();
    for (JsonValue item : items(report, "alerts")) {
      alerts.add(
          new Crossed(
              text(item, "threshold"),
              text(item, "about"),
              number(item, "found"),
              number(item, "limit")));
    }
    List<String> unpriced = new ArrayList<>();
    for (JsonValue item : items(report, "unpriced")) {
      unpriced.add(text(item, "asset"));
    }
    return new ReportFigures(
        text(quote, "asset"),
        Math.toIntExact(number(quote, "decimals")),
        totals(member(report, "coverage")),
        reach,
        alerts,
        unpriced);
  }

  private static Optional<Totals> totals(JsonValue coverage) throws MalformedException {
    if (!has(coverage, "total")) {
      return Optional.empty();
    }
    JsonValue total = member(coverage, "total");
    return Optional.of(
        new Totals(
            number(member(total, "raw"), "observed"),
            number(member(total, "haircut"), "observed"),
            number(total, "ratio"),
            text(total, "surplus")));
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

  private static boolean has(JsonValue json, String name) {
    return json instanceof JsonObject(var members) && members.containsKey(name);
  }

  private static JsonValue member(JsonValue json, String name) throws MalformedException {
    JsonValue value = json instanceof JsonObject(var members) ? members.get(name) : null;
    if (value == null) {
      throw new MalformedException(name + " missing, want it");
    }
    return value;
  }

  private static List<JsonValue> items(JsonValue json, String name) throws MalformedException {
    if (member(json, name) instanceof JsonArray(List<JsonValue> items)) {
      return items;
    }
    throw new MalformedException(name + " of another kind, want an array");
  }

  private static String text(JsonValue json, String name) throws MalformedException {
    if (member(json, name) instanceof JsonText(String text)) {
      return text;
    }
    throw new MalformedException(name + " of another kind, want a text");
  }

  private static long number(JsonValue json, String name) throws MalformedException {
    if (member(json, name) instanceof JsonInteger(long number)) {
      return number;
    }
    throw new MalformedException(name + " of another kind, want a number");
  }
}
