package dev.solvent.attest.solvency;

import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.prices.PriceTable;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.Ticker;
import java.util.Map;
import java.util.Optional;

/** The files that every integer of a report follows from; of one exchange, epoch and moment. */
public record SolvencyFiles(
    LiabilitiesManifest liabilities,
    ReservesManifest reserves,
    PriceTable prices,
    SolvencyPolicy policy,
    Optional<Terms> terms) {
  /** What a file says it belongs to. */
  public record Origin(Issuer issuer, Epoch epoch, Timestamp asOf) {
    @Override
    public String toString() {
      return issuer + ", epoch " + epoch + ", as of " + asOf;
    }
  }

  public SolvencyFiles {
    Optional<String> problem = problem(liabilities, reserves, prices, policy, terms);
    if (problem.isPresent()) {
      throw new IllegalArgumentException(problem.get());
    }
  }

  /** Every asset that they name, with its decimals. */
  public Map<Ticker, Asset> assets() {
    return SheetBuilder.assets(this);
  }

  /** The same for what does not depend on what is bound. */
  public SolvencyFiles withoutTerms() {
    return new SolvencyFiles(liabilities, reserves, prices, policy, Optional.empty());
  }

  /** That of both manifests. */
  public Origin origin() {
    return origin(liabilities);
  }

  private static Origin origin(LiabilitiesManifest liabilities) {
    return new Origin(liabilities.issuer(), liabilities.epoch(), liabilities.asOf());
  }

  /** Why these make no report, where they do not. */
  public static Optional<String> problem(
      LiabilitiesManifest liabilities,
      ReservesManifest reserves,
      PriceTable prices,
      SolvencyPolicy policy,
      Optional<Terms> terms) {
    Origin wanted = origin(liabilities);
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

  /** Which files these are, as a report's {@code inputs} has it. */
  public ObjectBuilder digests() {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("liabilities", Commitments.digest(Digests.sha256(liabilities.toBytes())))
            .put("policy", Commitments.digest(Digests.sha256(policy.toBytes())))
            .put("prices", Commitments.digest(Digests.sha256(prices.toBytes())))
            .put("reserves", Commitments.digest(Digests.sha256(reserves.toBytes())));
    terms.ifPresent(each -> json.put("terms", Commitments.digest(Digests.sha256(each.toBytes()))));
    return json;
  }
}
