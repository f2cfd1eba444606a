package dev.solvent.attest.solvency.risk;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.report.Coverage;
import dev.solvent.attest.solvency.Figures;
import dev.solvent.attest.solvency.TextTable;
import dev.solvent.merkle.MalformedException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A report of risk for people: what the next days may cost, and what contracts change in it. It
 * shows what stands there; whether that follows from its files is the check's to say, before.
 */
public final class RiskText {
  private final Figures report;
  private final String quote;
  private final int decimals;
  private final List<String> lines = new ArrayList<>();

  private RiskText(Figures report) {
    this.report = report;
    quote = report.at("quote").text("asset");
    decimals = (int) report.at("quote").number("decimals");
  }

  /** What was printed by {@link RiskReport}: another file is malformed or shown as it is. */
  public static List<String> lines(byte[] published) throws MalformedException {
    if (!(CanonicalJson.parse(published, RiskReport.LIMITS) instanceof JsonObject report)) {
      throw new MalformedException("no object, want a risk report");
    }
    try {
      return new RiskText(new Figures(report)).lines();
    } catch (IllegalArgumentException e) {
      throw new MalformedException("risk report: " + e.getMessage());
    }
  }

  private List<String> lines() {
    lines.add("figures of risk, in " + quote + ": no verdict rests on them");
    surplus();
    figures();
    assets();
    positions();
    stress();
    return List.copyOf(lines);
  }

  private void surplus() {
    Figures surplus = report.at("surplus");
    lines.add("  surplus: " + figure(surplus.at("without"), "surplus"));
    if (surplus.has("with")) {
      Figures with = surplus.at("with");
      lines.add("  with contracts and loans: " + figure(with, "surplus"));
      if (!with.has("unavailable")) {
        lines.add("    of it by the exchange's word alone: " + figure(with, "claimed"));
      }
    }
  }

  /** The figure, or why there is none. */
  private String figure(Figures of, String name) {
    return of.has("unavailable") ? "none, " + of.text("unavailable") : money(of.text(name));
  }

  private String money(String units) {
    return new BigDecimal(new BigInteger(units), decimals).toPlainString();
  }

  private void figures() {
    lines.add("");
    lines.add("what the next days may cost");
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"by", "days", "in", "value at risk", "shortfall", "with contracts", ""});
    List<String> missing = new ArrayList<>();
    for (Figures each : report.items("figures")) {
      Figures without = each.at("without");
      rows.add(
          new String[] {
            each.text("measure"),
            String.valueOf(each.number("days")),
            Coverage.percent(each.number("confidence")),
            shown(without, "valueAtRisk", missing),
            shown(without, "shortfall", missing),
            each.has("with") ? shown(each.at("with"), "valueAtRisk", missing) : "-",
            each.has("with") ? shown(each.at("with"), "shortfall", missing) : "-"
          });
    }
    lines.addAll(TextTable.lines(rows));
    missing.stream().distinct().forEach(why -> lines.add("  none: " + why));
  }

  private String shown(Figures of, String name, List<String> missing) {
    if (of.has("unavailable")) {
      missing.add(of.text("unavailable"));
      return "none";
    }
    return money(of.text(name));
  }

  private void assets() {
    if (!report.has("assets") || !report.has("positions")) {
      return;
    }
    lines.add("");
    lines.add("exposures, with the deltas of contracts");
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"asset", "surplus", "delta", "net", "hedged", "neutral"});
    for (Figures asset : report.items("assets")) {
      int places = (int) asset.number("decimals");
      rows.add(
          new String[] {
            asset.text("asset"),
            units(asset.text("units"), places),
            asset.has("contracts") ? units(asset.at("contracts").text("delta"), 8) : "-",
            asset.has("net") ? units(asset.text("net"), 8) : "-",
            asset.has("hedged") ? signedPercent(asset.number("hedged")) : "-",
            asset.has("neutral") ? (asset.truth("neutral") ? "yes" : "no") : "-"
          });
    }
    lines.addAll(TextTable.lines(rows));
  }

  private static String signedPercent(long tenThousandths) {
    return (tenThousandths < 0 ? "-" : "") + Coverage.percent(Math.abs(tenThousandths));
  }

  private static String units(String units, int places) {
    BigDecimal exact = new BigDecimal(new BigInteger(units), places).stripTrailingZeros();
    return (exact.scale() < 0 ? exact.setScale(0) : exact).toPlainString();
  }

  private void positions() {
    if (!report.has("positions") || report.items("positions").isEmpty()) {
      return;
    }
    lines.add("");
    lines.add("contracts and loans, each at the word that stands behind it");
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"name", "kind", "asset", "at", "word", "value", "exposure"});
    for (Figures each : report.items("positions")) {
      rows.add(
          new String[] {
            each.text("name"),
            each.text("kind"),
            each.text("asset"),
            each.text("venue"),
            each.text("assurance"),
            figure(each, "value"),
            each.has("exposure") ? money(each.text("exposure")) : "-"
          });
    }
    lines.addAll(TextTable.lines(rows));
  }

  private void stress() {
    if (!report.has("stress") || report.items("stress").isEmpty()) {
      return;
    }
    lines.add("");
    lines.add("what would be left");
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"if", "surplus", "with contracts and loans"});
    for (Figures each : report.items("stress")) {
      rows.add(
          new String[] {
            each.text("name"),
            figure(each.at("without"), "surplus"),
            each.has("with") ? figure(each.at("with"), "surplus") : "-"
          });
    }
    lines.addAll(TextTable.lines(rows));
  }
}
