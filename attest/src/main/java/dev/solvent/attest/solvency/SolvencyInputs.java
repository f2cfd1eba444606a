package dev.solvent.attest.solvency;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.prices.PriceTable;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.merkle.Hash;
import java.util.Optional;

/**
 * All that a report follows from. A manifest has one encoding, so that the digests of these are
 * those of the published files.
 */
public record SolvencyInputs(SolvencyFiles files, Commitments commitments) {
  /**
   * Those of a report without figures of risk.
   *
   * @param announces the digest of the policy of the next report, which this one publishes
   */
  public SolvencyInputs(
      LiabilitiesManifest liabilities,
      ReservesManifest reserves,
      PriceTable prices,
      SolvencyPolicy policy,
      Optional<Terms> terms,
      Hash announces) {
    this(
        new SolvencyFiles(liabilities, reserves, prices, policy, terms),
        Commitments.announcing(announces));
  }

  /** Which files these are. */
  JsonObject toJson() {
    ObjectBuilder json = new ObjectBuilder();
    files.digests().forEach((name, hash) -> json.put(name, Commitments.digest(hash)));
    commitments.history().ifPresent(each -> json.put("history", Commitments.digest(each)));
    commitments.positions().ifPresent(each -> json.put("positions", Commitments.digest(each)));
    return json.build();
  }
}
