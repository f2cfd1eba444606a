package dev.solvent.verifier.compare;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.report.Verdict;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.statement.Statement;
import dev.solvent.verifier.compare.Comparison.Shared;
import java.util.List;

/** For programs: {@code docs/spec/comparison.md}. */
final class CompareJson {
  static final String FORMAT = "solvent/comparison/v1";

  private CompareJson() {}

  static JsonObject of(List<Held> all, List<Doubt> doubts, List<Shared> shared) {
    boolean nothing = doubts.isEmpty() && shared.isEmpty();
    return new ObjectBuilder()
        .put("attestations", all, held -> attestation(held.statement()).build())
        .put("doubts", doubts, CompareJson::doubt)
        .put("format", FORMAT)
        .put("shared", shared, CompareJson::shared)
        .put("verdict", (nothing ? Verdict.VERIFIED : Verdict.FAILED).name())
        .build();
  }

  private static ObjectBuilder attestation(Statement statement) {
    return new ObjectBuilder()
        .put("asOf", statement.asOf().toString())
        .put("epoch", statement.epoch().number())
        .put("issuer", statement.issuer().domain())
        .put("nextDueBy", statement.nextDueBy().toString())
        .put("sha256", statement.id().toString());
  }

  private static JsonObject doubt(Doubt doubt) {
    return new ObjectBuilder()
        .put("check", doubt.finding().check().id())
        .put("name", doubt.name())
        .put("sentence", doubt.finding().sentence())
        .build();
  }

  private static JsonObject shared(Shared shared) {
    return new ObjectBuilder()
        .put("claims", shared.claims(), CompareJson::claim)
        .put("what", shared.what())
        .build();
  }

  private static JsonObject claim(Claim claim) {
    Holding holding = claim.holding();
    return attestation(claim.of().statement())
        .put("account", holding.account().toString())
        .put("asset", holding.asset().toString())
        .put("assurance", holding.assurance().text())
        .put("countsAs", holding.countsAs().ticker().text())
        .put("decimals", holding.countsAs().decimals())
        .put("ownership", holding.ownership().text())
        .put("units", holding.units().toString())
        .build();
  }
}
