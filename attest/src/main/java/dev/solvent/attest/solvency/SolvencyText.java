package dev.solvent.attest.solvency;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.report.Coverage;
import dev.solvent.merkle.MalformedException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A solvency report for people: what the bare ratio says, and what it hides, in tables and bars of
 * plain characters. It shows what stands there; whether that follows from its files is the check's
 * to say, before.
 */
public final class SolvencyText {
  private static final int BAR = 30;

  private final Figures report;
  private final String quote;
  private final int decimals;
  private final List<String> lines = new ArrayList<>();

  private SolvencyText(Figures report) {
    this.report = report;
    quote = report.at("quote").text("asset");
    decimals = (int) report.at("quote").number("decimals");
  }

  /** What was printed by {@link SolvencyReport}: another file is malformed or shown as it is. */
  public static List<String> lines(byte[] published) throws MalformedException {
    if (!(CanonicalJson.parse(published, SolvencyReport.LIMITS) instanceof JsonObject report)) {
      throw new MalformedException("no object, want a solvency report");
    }
    try {
      return new SolvencyText(new Figures(report)).lines();
    } catch (IllegalArgumentException e) {
      throw new MalformedException("solvency report: " + e.getMessage());
    }
  }

  private List<String> lines() {
    add("solvency report of epoch " + report.number("epoch") + ", as of " + report.text("asOf"));
    whole();
    assets();
    horizons();
    imbalance();
    stress();
    unpriced();
    alerts();
    return List.copyOf(lines);
  }

  private void add(String line) {
    lines.add(line.stripTrailing());
  }

  private void heading(String text) {
    add("");
    add(text);
  }

  /** From the ratio that exchanges like to show to the one that counts. */
  private void whole() {
    if (!report.at("coverage").has("total")) {
      add("  no value of the whole: an asset has no price");
      return;
    }
    Figures total = report.at("coverage").at("total");
    share("all thrown together", total.number("ratio"));
    share("each asset for itself", total.at("raw").number("observed"));
    share("and after haircut", total.at("haircut").number("observed"));
    share("by proof alone", total.at("haircut").number("proven"));
    add("  surplus of the whole: " + money(total.text("surplus")));
  }

  private void share(String what, long tenThousandths) {
    add(
        String.format(
            Locale.ROOT, "  %-26s %s %s", what, percent(tenThousandths), bar(tenThousandths)));
  }

  /** Full where all that is owed is there. */
  private static String bar(long tenThousandths) {
    int filled = (int) Math.min(BAR, tenThousandths * BAR / Coverage.WHOLE);
    return "|" + "#".repeat(filled) + ".".repeat(BAR - filled) + "|";
  }

  private static String percent(long tenThousandths) {
    return String.format(Locale.ROOT, "%12s", Coverage.percent(tenThousandths));
  }

  private String money(String units) {
    return new BigDecimal(new BigInteger(units), decimals).toPlainString() + " " + quote;
  }

  private void assets() {
    heading("owed, what counts of what is held, and how far it reaches");
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"asset", "owed", "counts", "price", "covered", "after haircut"});
    for (Figures asset : report.at("coverage").items("assets")) {
      int places = (int) asset.number("decimals");
      BigInteger counts =
          new BigInteger(asset.at("held").text("proven"))
              .add(new BigInteger(asset.at("held").text("observed")));
      rows.add(
          new String[] {
            asset.text("asset"),
            units(new BigInteger(asset.text("owed")), places),
            units(counts, places),
            asset.has("price") ? units(new BigInteger(asset.text("price")), 18) : "none",
            Coverage.percent(asset.at("raw").number("observed")),
            asset.has("haircut") ? Coverage.percent(asset.at("haircut").number("observed")) : "-"
          });
    }
    lines.addAll(TextTable.lines(rows));
  }

  private static String units(BigInteger units, int places) {
    BigDecimal exact = new BigDecimal(units, places).stripTrailingZeros();
    return (exact.scale() < 0 ? exact.setScale(0) : exact).toPlainString();
  }

  private void horizons() {
    Figures matching = report.at("matching");
    if (!matching.has("horizons")) {
      return;
    }
    heading("of a full run, what could be paid out");
    for (Figures at : matching.items("horizons")) {
      String missing = at.text("missing");
      add(
          String.format(
              Locale.ROOT,
              "  within %-19s %s %s%s",
              at.text("name") + " (" + span(at.number("seconds")) + ")",
              percent(at.number("reach")),
              bar(at.number("reach")),
              missing.equals("0") ? "" : "  missing " + money(missing)));
    }
    Figures duration = matching.at("duration");
    add(
        "  what counts can be paid out after "
            + span(duration.number("held"))
            + " on average; what is owed may be asked for after "
            + span(duration.number("owed")));
  }

  private static String span(long seconds) {
    if (seconds >= 172_800) {
      return seconds / 86_400 + " d";
    }
    return seconds >= 7_200
        ? seconds / 3_600 + " h"
        : seconds >= 120 ? seconds / 60 + " min" : seconds + " s";
  }

  private void imbalance() {
    if (!report.has("imbalance")) {
      return;
    }
    Figures imbalance = report.at("imbalance");
    heading("on how few it rests");
    for (String kind : List.of("asset", "custodian", "issuer")) {
      Figures largest = imbalance.at("largest").at(kind);
      if (largest.number("share") > 0) {
        share("largest " + kind + ", " + largest.text("name"), largest.number("share"));
      }
    }
    for (Figures trade : imbalance.at("rebalancing").items("trades")) {
      add(
          "  would help: sell "
              + trade.text("sell")
              + ", buy "
              + trade.text("buy")
              + ", for "
              + money(trade.text("value")));
    }
    String left = imbalance.at("rebalancing").text("left");
    if (!left.equals("0")) {
      add("  no trade would bring what is missing even then: " + money(left));
    }
  }

  private void stress() {
    if (!report.has("stress") || report.items("stress").isEmpty()) {
      return;
    }
    heading("what would be left");
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"if", "covered", "after haircut", "surplus", "of the run paid"});
    for (Figures after : report.items("stress")) {
      rows.add(
          new String[] {
            after.text("name"),
            Coverage.percent(after.number("coverage")),
            Coverage.percent(after.number("haircut")),
            money(after.text("surplus")),
            after.has("run") ? Coverage.percent(after.at("run").number("reach")) : "-"
          });
    }
    lines.addAll(TextTable.lines(rows));
    for (Figures after : report.items("stress")) {
      if (after.has("breakEven")) {
        add(
            "  nothing would be over after "
                + Coverage.percent(after.number("breakEven"))
                + " of the way to "
                + after.text("name"));
      }
    }
  }

  private void unpriced() {
    for (Figures asset : report.items("unpriced")) {
      add("  " + asset.text("asset") + " has no price: " + asset.text("reason"));
    }
  }

  private void alerts() {
    heading(
        report.items("alerts").isEmpty()
            ? "no threshold of the exchange's own policy is crossed"
            : "thresholds of the exchange's own policy that are crossed");
    for (Figures alert : report.items("alerts")) {
      String about = alert.text("about").isEmpty() ? "" : " of " + alert.text("about");
      add(
          alert.text("threshold").equals("price")
              ? "  no price" + about
              : "  "
                  + alert.text("threshold")
                  + about
                  + ": "
                  + Coverage.percent(alert.number("found"))
                  + ", limit "
                  + Coverage.percent(alert.number("limit")));
    }
  }
}
