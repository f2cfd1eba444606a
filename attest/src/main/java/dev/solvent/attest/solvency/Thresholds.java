package dev.solvent.attest.solvency;

import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.merkle.MalformedException;

/**
 * When an alert is raised, each in ten-thousandths.
 *
 * @param asset the most that one asset may be of all that is held
 * @param coverage the least total coverage
 * @param custodian the most that may lie with one custodian
 * @param difference the most that an asset's shares of what is held and owed may differ
 * @param haircut the least total coverage after haircut
 * @param issuer the most that may rest on one issuer
 */
record Thresholds(int asset, int coverage, int custodian, int difference, int haircut, int issuer) {
  Thresholds {
    for (int each : new int[] {asset, coverage, custodian, difference, haircut, issuer}) {
      Bounds.require("threshold", each, 0, Bounds.WHOLE);
    }
  }

  static Thresholds read(Fields in) throws MalformedException {
    return new Thresholds(
        Bounds.share(in, "asset"),
        Bounds.share(in, "coverage"),
        Bounds.share(in, "custodian"),
        Bounds.share(in, "difference"),
        Bounds.share(in, "haircut"),
        Bounds.share(in, "issuer"));
  }

  JsonObject toJson() {
    return new ObjectBuilder()
        .put("asset", asset)
        .put("coverage", coverage)
        .put("custodian", custodian)
        .put("difference", difference)
        .put("haircut", haircut)
        .put("issuer", issuer)
        .build();
  }
}
