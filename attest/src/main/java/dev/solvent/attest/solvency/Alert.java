package dev.solvent.attest.solvency;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.solvency.Matching.AtHorizon;
import dev.solvent.attest.solvency.Shares.Share;
import dev.solvent.attest.solvency.Sheet.Unpriced;
import dev.solvent.attest.solvency.ValuedLine.Held;
import java.util.ArrayList;
import java.util.List;

/**
 * A threshold of the policy that is crossed: section 7 of the format.
 *
 * @param about the asset, custodian, issuer, horizon or scenario; empty where it is the whole
 */
record Alert(String threshold, String about, long found, long limit) {
  /** Without a price nothing in value can be judged, so that is an alert as well. */
  static List<Alert> of(List<Unpriced> unpriced) {
    return unpriced.stream().map(each -> new Alert("price", each.asset().text(), 0, 1)).toList();
  }

  static List<Alert> of(
      Thresholds limits,
      ValuedSheet sheet,
      Matching.Totals matching,
      Imbalance imbalance,
      List<Stress> stress) {
    Alerts alerts = new Alerts();
    alerts.most("asset", imbalance.largestAsset(), limits.asset());
    alerts.least("coverage", "", sheet.coverage(Assurance.OBSERVED, Held::raw), limits.coverage());
    alerts.most("custodian", imbalance.largestCustodian(), limits.custodian());
    for (Imbalance.OfAsset asset : imbalance.assets()) {
      alerts.most(
          "difference", new Share(asset.asset().text(), asset.difference()), limits.difference());
    }
    alerts.least("haircut", "", sheet.coverage(Assurance.OBSERVED, Held::cut), limits.haircut());
    for (AtHorizon at : matching.horizons()) {
      alerts.least("horizon", at.horizon().name().text(), at.reach(), at.horizon().least());
    }
    alerts.most("issuer", imbalance.largestIssuer(), limits.issuer());
    for (Stress after : stress) {
      Scenario scenario = after.scenario();
      String name = scenario.name().text();
      after.run().ifPresent(run -> alerts.least("run", name, run.reach(), scenario.least()));
      alerts.least("scenario", name, after.haircut(), scenario.least());
    }
    return List.copyOf(alerts.raised);
  }

  /** Those that were raised so far. */
  private static final class Alerts {
    private final List<Alert> raised = new ArrayList<>();

    void most(String threshold, Share found, int limit) {
      if (found.share() > limit) {
        raised.add(new Alert(threshold, found.name(), found.share(), limit));
      }
    }

    void least(String threshold, String about, long found, int limit) {
      if (found < limit) {
        raised.add(new Alert(threshold, about, found, limit));
      }
    }
  }

  JsonObject toJson() {
    return new ObjectBuilder()
        .put("about", about)
        .put("found", found)
        .put("limit", limit)
        .put("threshold", threshold)
        .build();
  }
}
