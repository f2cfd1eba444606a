package dev.solvent.attest.solvency;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.solvency.Sheet.Unpriced;
import java.util.List;
import java.util.Optional;

/**
 * What a bare ratio hides, in integers: the same inputs make the same bytes everywhere. Normative
 * text: {@code docs/spec/solvency-report.md}.
 */
public final class SolvencyReport {
  public static final String FORMAT = "solvent/solvency-report/v1";

  /** Room for the most assets, each at the most horizons. */
  public static final JsonLimits LIMITS = new JsonLimits(96 << 20, 16, 4_000_000);

  private final SolvencyInputs inputs;
  private final Sheet sheet;
  private final Optional<PricedSheet> priced;

  private SolvencyReport(SolvencyInputs inputs) {
    this.inputs = inputs;
    this.sheet = SheetBuilder.build(inputs.files());
    this.priced = sheet.priced();
  }

  public static SolvencyReport of(SolvencyInputs inputs) {
    return new SolvencyReport(inputs);
  }

  /** Whether a holding enters what counts: proven or observed as it is declared, and signed for. */
  public static boolean counts(Holding holding) {
    return Lot.assurance(holding).compareTo(Assurance.OBSERVED) <= 0;
  }

  /** The bytes that are attested. */
  public byte[] toBytes() {
    SolvencyFiles files = inputs.files();
    SolvencyPolicy policy = files.policy();
    Optional<ValuedSheet> valued = priced.map(PricedSheet::now);
    Matching matching = Matching.of(policy.horizons(), sheet, valued);
    ObjectBuilder json =
        new ObjectBuilder()
            .put("announces", Commitments.digest(inputs.commitments().announces()))
            .put("asOf", files.liabilities().asOf().toString())
            .put("coverage", CoverageSection.of(sheet, valued))
            .put("epoch", files.liabilities().epoch().number())
            .put("format", FORMAT)
            .put("inputs", inputs.toJson())
            .put("issuer", policy.issuer().domain())
            .put("matching", matching.toJson())
            .put("quote", policy.quoteJson())
            .put("unpriced", sheet.unpriced(), Unpriced::toJson);
    inputs.commitments().risk().ifPresent(each -> json.put("risk", Commitments.digest(each)));
    if (priced.isPresent() && valued.isPresent() && matching.totals().isPresent()) {
      Imbalance imbalance = Imbalance.of(valued.get());
      List<Stress> stress = stress(policy, priced.get(), valued.get());
      json.put("imbalance", imbalance.toJson())
          .put("stress", stress, Stress::toJson)
          .put(
              "alerts",
              Alert.of(
                  policy.thresholds(), valued.get(), matching.totals().get(), imbalance, stress),
              Alert::toJson);
    } else {
      json.put("alerts", Alert.of(sheet.unpriced()), Alert::toJson);
    }
    return CanonicalJson.print(json.build(), LIMITS);
  }

  /** In the policy's order, whichever is done first. */
  private static List<Stress> stress(SolvencyPolicy policy, PricedSheet priced, ValuedSheet now) {
    return policy.scenarios().parallelStream()
        .map(scenario -> Stress.of(scenario, now, priced.after(scenario)))
        .toList();
  }
}
