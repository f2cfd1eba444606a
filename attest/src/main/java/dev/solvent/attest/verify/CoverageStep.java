package dev.solvent.attest.verify;

import dev.solvent.attest.liabilities.CommittedAsset;
import dev.solvent.attest.liabilities.Exclusion;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.policy.KnownAsset;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Coverage;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.verify.Judged.Counts;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Ticker;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The check {@code solvency.coverage}: what is owed, asset by asset, beside what is held. */
final class CoverageStep {
  private CoverageStep() {}

  static List<Coverage> coverage(Policy policy, LiabilitiesManifest owed, List<Judged> judged) {
    Map<Asset, Map<Counts, BigInteger>> held = new HashMap<>();
    for (Judged each : judged) {
      held.computeIfAbsent(each.holding().countsAs(), asset -> new EnumMap<>(Counts.class))
          .merge(each.counts(), each.holding().units().toBigInteger(), BigInteger::add);
    }
    List<Coverage> result = new ArrayList<>();
    liabilities(policy, owed)
        .forEach(
            (asset, total) -> result.add(of(asset, total, held.getOrDefault(asset, Map.of()))));
    return result;
  }

  private static Coverage of(Asset asset, BigInteger owed, Map<Counts, BigInteger> held) {
    return new Coverage(
        asset,
        owed,
        held.getOrDefault(Counts.COUNTED, BigInteger.ZERO),
        held.getOrDefault(Counts.CONDITIONAL, BigInteger.ZERO),
        held.getOrDefault(Counts.ATTESTED, BigInteger.ZERO),
        held.getOrDefault(Counts.CLAIMED, BigInteger.ZERO));
  }

  /** Totals and everything that was left out of them, ascending by ticker. */
  private static Map<Asset, BigInteger> liabilities(Policy policy, LiabilitiesManifest owed) {
    Map<Ticker, Asset> assets = new HashMap<>();
    Map<Ticker, BigInteger> sums = new TreeMap<>();
    for (CommittedAsset entry : owed.assets()) {
      assets.put(entry.asset().ticker(), entry.asset());
      sums.put(entry.asset().ticker(), entry.commitment().total().toBigInteger());
    }
    for (Exclusion exclusion : owed.excluded()) {
      assets.computeIfAbsent(exclusion.asset(), ticker -> withReadersDecimals(policy, ticker));
      sums.merge(exclusion.asset(), exclusion.total().toBigInteger(), BigInteger::add);
    }
    Map<Asset, BigInteger> liabilities = new LinkedHashMap<>();
    sums.forEach((ticker, sum) -> liabilities.put(assets.get(ticker), sum));
    return liabilities;
  }

  /** Of an asset that has no tree the reader's own list says the decimals; 0 where it does not. */
  private static Asset withReadersDecimals(Policy policy, Ticker ticker) {
    return policy.assets().stream()
        .map(KnownAsset::covers)
        .filter(asset -> asset.ticker().equals(ticker))
        .findFirst()
        .orElse(new Asset(ticker, 0));
  }

  static Finding finding(List<Coverage> coverage, int least) {
    List<String> lacking =
        coverage.stream()
            .filter(each -> !each.reaches(least))
            .map(each ->
                each.asset().ticker()
                    + " covered to "
                    + Coverage.percent(each.basisPoints())
                    + ", want "
                    + Coverage.percent(least))
            .toList();
    return lacking.isEmpty()
        ? Finding.pass(
            Check.SOLVENCY_COVERAGE,
            "each of "
                + coverage.size()
                + " assets owed is covered to at least "
                + Coverage.percent(least))
        : Finding.fail(Check.SOLVENCY_COVERAGE, lacking.getFirst(), lacking.toArray(String[]::new));
  }
}
