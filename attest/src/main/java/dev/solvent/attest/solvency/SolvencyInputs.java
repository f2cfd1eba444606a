package dev.solvent.attest.solvency;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.prices.PriceTable;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import java.util.Optional;

/**
 * All that a report follows from. A manifest has one encoding, so that the digests of these are
 * those of the published files.
 *
 * @param announces the digest of the policy of the next report, which this one publishes
 */
public record SolvencyInputs(
    LiabilitiesManifest liabilities,
    ReservesManifest reserves,
    PriceTable prices,
    SolvencyPolicy policy,
    Optional<Terms> terms,
    Hash announces) {
  /** What a file says it belongs to. */
  private record Origin(Issuer issuer, Epoch epoch, Timestamp asOf) {
    @Override
    public String toString() {
      return issuer + ", epoch " + epoch + ", as of " + asOf;
    }
  }

  public SolvencyInputs {
    Optional<String> problem = problem(liabilities, reserves, prices, policy, terms);
    if (problem.isPresent()) {
      throw new IllegalArgumentException(problem.get());
    }
  }

  /** Why these make no report, where they do not. */
  static Optional<String> problem(
      LiabilitiesManifest liabilities,
      ReservesManifest reserves,
      PriceTable prices,
      SolvencyPolicy policy,
      Optional<Terms> terms) {
    Origin wanted = new Origin(liabilities.issuer(), liabilities.epoch(), liabilities.asOf());
    Origin held = new Origin(reserves.issuer(), reserves.epoch(), reserves.asOf());
    Origin priced = new Origin(prices.issuer(), prices.epoch(), prices.asOf());
    if (!held.equals(wanted)) {
      return Optional.of("reserves of " + held + ", want the liabilities' " + wanted);
    }
    if (!priced.equals(wanted)) {
      return Optional.of("prices of " + priced + ", want the liabilities' " + wanted);
    }
    if (terms.isPresent()) {
      Terms bound = terms.get();
      Origin origin = new Origin(bound.issuer(), bound.epoch(), bound.asOf());
      if (!origin.equals(wanted)) {
        return Optional.of("terms of " + origin + ", want the liabilities' " + wanted);
      }
    }
    if (!policy.issuer().equals(liabilities.issuer())) {
      return Optional.of("policy of " + policy.issuer() + ", want " + liabilities.issuer());
    }
    if (!policy.quote().ticker().equals(prices.quote())) {
      return Optional.of("prices in " + prices.quote() + ", want " + policy.quote().ticker());
    }
    return SheetBuilder.problem(liabilities, reserves, policy, terms);
  }

  /** Which files these are. */
  JsonObject toJson() {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("liabilities", digest(liabilities.toBytes()))
            .put("policy", digest(policy.toBytes()))
            .put("prices", digest(prices.toBytes()))
            .put("reserves", digest(reserves.toBytes()));
    terms.ifPresent(each -> json.put("terms", digest(each.toBytes())));
    return json.build();
  }

  private static JsonObject digest(byte[] bytes) {
    return digest(Digests.sha256(bytes));
  }

  static JsonObject digest(Hash hash) {
    return new ObjectBuilder().put("sha256", hash.toString()).build();
  }
}
