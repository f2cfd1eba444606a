package dev.solvent.attest.solvency;

import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.prices.PriceTable;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.Ticker;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The files that every integer of a report follows from; of one exchange, epoch and moment.
 * Immutable; it knows their digests, since a manifest has one encoding.
 */
public final class SolvencyFiles {
  private final LiabilitiesManifest liabilities;
  private final ReservesManifest reserves;
  private final PriceTable prices;
  private final SolvencyPolicy policy;
  private final Optional<Terms> terms;
  private final SortedMap<String, Hash> digests;

  /** What a file says it belongs to. */
  public record Origin(Issuer issuer, Epoch epoch, Timestamp asOf) {
    @Override
    public String toString() {
      return issuer + ", epoch " + epoch + ", as of " + asOf;
    }
  }

  public SolvencyFiles(
      LiabilitiesManifest liabilities,
      ReservesManifest reserves,
      PriceTable prices,
      SolvencyPolicy policy,
      Optional<Terms> terms) {
    Optional<String> problem = problem(liabilities, reserves, prices, policy, terms);
    if (problem.isPresent()) {
      throw new IllegalArgumentException(problem.get());
    }
    this.liabilities = liabilities;
    this.reserves = reserves;
    this.prices = prices;
    this.policy = policy;
    this.terms = terms;
    Map<String, Supplier<byte[]>> files = new HashMap<>();
    files.put("liabilities", liabilities::toBytes);
    files.put("policy", policy::toBytes);
    files.put("prices", prices::toBytes);
    files.put("reserves", reserves::toBytes);
    terms.ifPresent(each -> files.put("terms", each::toBytes));
    this.digests =
        new TreeMap<>(
            files.entrySet().parallelStream()
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey, file -> Digests.sha256(file.getValue().get()))));
  }

  public LiabilitiesManifest liabilities() {
    return liabilities;
  }

  public ReservesManifest reserves() {
    return reserves;
  }

  public PriceTable prices() {
    return prices;
  }

  public SolvencyPolicy policy() {
    return policy;
  }

  public Optional<Terms> terms() {
    return terms;
  }

  /** Every asset that they name, with its decimals. */
  public Map<Ticker, Asset> assets() {
    return SheetBuilder.assets(this);
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

  /** Of each file by its name in a report's {@code inputs}, where it is there. */
  public SortedMap<String, Hash> digests() {
    return Collections.unmodifiableSortedMap(digests);
  }
}
