package dev.solvent.server.solvency;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.solvency.Figures;
import dev.solvent.attest.solvency.risk.RiskReport;
import dev.solvent.merkle.MalformedException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How many of a risk report's figures there are: values at risk, without positions and with them.
 *
 * @param missing those that are unavailable
 * @param reasons why, each once, in the report's order
 */
public record RiskFigures(int all, int missing, Set<String> reasons) {
  public RiskFigures {
    reasons = Collections.unmodifiableSet(new LinkedHashSet<>(reasons));
  }

  /** Of a report that was printed by {@link RiskReport}. */
  public static RiskFigures parse(byte[] report) throws MalformedException {
    if (!(CanonicalJson.parse(report, RiskReport.LIMITS) instanceof JsonObject object)) {
      throw new MalformedException("no object, want a risk report");
    }
    int all = 0;
    int missing = 0;
    Set<String> reasons = new LinkedHashSet<>();
    try {
      for (Figures each : new Figures(object).items("figures")) {
        for (String name : List.of("without", "with")) {
          if (each.has(name)) {
            all++;
            if (each.at(name).has("unavailable")) {
              missing++;
              reasons.add(each.at(name).text("unavailable"));
            }
          }
        }
      }
    } catch (IllegalArgumentException e) {
      throw new MalformedException("risk report: " + e.getMessage());
    }
    return new RiskFigures(all, missing, reasons);
  }

  /** For an operator, who would not notice otherwise; empty where every figure is there. */
  public Optional<String> sentence() {
    return missing == 0
        ? Optional.empty()
        : Optional.of(missing + " of " + all + " unavailable: " + String.join("; ", reasons));
  }
}
