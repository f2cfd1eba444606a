package dev.solvent.attest.solvency.risk;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.JsonValue.JsonText;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.prices.DailyPrices;
import dev.solvent.attest.prices.PriceTable;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.solvency.SolvencyFiles;
import dev.solvent.attest.solvency.SolvencyPolicy;
import dev.solvent.attest.solvency.positions.Positions;
import dev.solvent.attest.solvency.risk.RiskVerdict.Confirmed;
import dev.solvent.attest.solvency.risk.RiskVerdict.Reason;
import dev.solvent.attest.solvency.risk.RiskVerdict.Refused;
import dev.solvent.merkle.MalformedException;
import java.util.Arrays;
import java.util.Optional;

/** The check of {@code risk.json}: section 8 of the format. Without state: any thread. */
public final class RiskCheck {
  private RiskCheck() {}

  /**
   * Whether a published report is what follows from its files.
   *
   * @param liabilities and the others: the files that the solvency report names, which the caller
   *     has read; history and positions where it names them
   * @param published the report, of the digest that the solvency report names
   */
  public static RiskVerdict recompute(
      LiabilitiesManifest liabilities,
      ReservesManifest reserves,
      PriceTable prices,
      SolvencyPolicy policy,
      Optional<DailyPrices> history,
      Optional<Positions> positions,
      byte[] published) {
    // 1. the inputs are of one exchange and moment, in one quote
    Optional<String> problem =
        SolvencyFiles.problem(liabilities, reserves, prices, policy, Optional.empty());
    if (problem.isPresent()) {
      return new Refused(Reason.INPUTS, problem.get());
    }
    return recompute(
        new SolvencyFiles(liabilities, reserves, prices, policy, Optional.empty()),
        history,
        positions,
        published);
  }

  /** The same where the files are known to belong together. */
  public static RiskVerdict recompute(
      SolvencyFiles files,
      Optional<DailyPrices> history,
      Optional<Positions> positions,
      byte[] published) {
    Optional<String> problem = RiskInputs.problem(files, history, positions);
    if (problem.isPresent()) {
      return new Refused(Reason.INPUTS, problem.get());
    }
    // 2. it is a report of risk
    try {
      requireFormat(published);
    } catch (MalformedException e) {
      return new Refused(Reason.MALFORMED, String.valueOf(e.getMessage()));
    }
    // 3. the same inputs make the same bytes
    byte[] recomputed = RiskReport.of(new RiskInputs(files, history, positions)).toBytes();
    int differs = Arrays.mismatch(recomputed, published);
    return differs < 0
        ? new Confirmed()
        : new Refused(
            Reason.DIFFERENT,
            "report "
                + Digests.sha256(published)
                + (", want " + Digests.sha256(recomputed))
                + (", which differs from byte " + differs + " on"));
  }

  private static void requireFormat(byte[] published) throws MalformedException {
    if (CanonicalJson.parse(published, RiskReport.LIMITS) instanceof JsonObject(var members)
        && members.get("format") instanceof JsonText(String format)
        && format.equals(RiskReport.FORMAT)) {
      return;
    }
    throw new MalformedException("another format, want " + RiskReport.FORMAT);
  }
}
