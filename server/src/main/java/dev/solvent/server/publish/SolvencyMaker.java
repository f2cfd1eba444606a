package dev.solvent.server.publish;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.liabilities.CommittedAsset;
import dev.solvent.attest.liabilities.Exclusion;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.prices.DailyPrices;
import dev.solvent.attest.prices.PriceTable;
import dev.solvent.attest.prices.PricedAsset;
import dev.solvent.attest.prices.Quote;
import dev.solvent.attest.program.TemporaryFolder;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.program.WholeFile;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.solvency.Commitments;
import dev.solvent.attest.solvency.SolvencyFiles;
import dev.solvent.attest.solvency.SolvencyInputs;
import dev.solvent.attest.solvency.SolvencyPolicy;
import dev.solvent.attest.solvency.SolvencyReport;
import dev.solvent.attest.solvency.Terms;
import dev.solvent.attest.solvency.positions.Positions;
import dev.solvent.attest.solvency.risk.RiskInputs;
import dev.solvent.attest.solvency.risk.RiskReport;
import dev.solvent.chain.reading.UnreadableException;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Ticker;
import dev.solvent.server.data.EpochFolder;
import dev.solvent.server.publish.SolvencySource.Policies;
import dev.solvent.server.solvency.SourceQuotes;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes an epoch's solvency report, and the files that it follows from. It is made anew whenever it
 * is asked for: until the statement is done nothing rests on it. One thread.
 */
final class SolvencyMaker {
  private final Office office;
  private final EpochFolder folder;
  private final LiabilitiesManifest owed;
  private final ReservesManifest held;

  SolvencyMaker(
      Office office, EpochFolder folder, LiabilitiesManifest owed, ReservesManifest held) {
    this.office = office;
    this.folder = folder;
    this.owed = owed;
    this.held = held;
  }

  /**
   * The report as it is in the folder now, with all that it names; empty where this exchange makes
   * none.
   *
   * @throws UserError where a person has to mend something first
   * @throws UnreadableException where nodes do not show a feed
   */
  Optional<byte[]> make() throws IOException, InterruptedException, UnreadableException {
    TemporaryFolder.delete(folder.solvency());
    if (office.solvency().isEmpty()) {
      return Optional.empty();
    }
    SolvencySource source = office.solvency().get();
    Policies policies = source.policies();
    SolvencyPolicy policy = inForce(policies);
    PriceTable prices = table(policy, source.quotes(held));
    Optional<Terms> terms =
        source.terms().map(each -> new Terms(owed.asOf(), owed.epoch(), owed.issuer(), each));
    byte[] next = policies.next().toBytes();
    Optional<DailyPrices> history = source.history();
    Optional<Positions> positions = source.positions(owed);
    SolvencyFiles files = files(prices, policy, terms);
    Optional<byte[]> risk = risk(files, history, positions);
    Commitments commitments =
        new Commitments(
            Digests.sha256(next),
            history.map(each -> Digests.sha256(each.toBytes())),
            positions.map(each -> Digests.sha256(each.toBytes())),
            risk.map(Digests::sha256));
    byte[] report = SolvencyReport.of(new SolvencyInputs(files, commitments)).toBytes();
    Files.createDirectories(folder.solvency());
    if (history.isPresent()) {
      WholeFile.write(folder.priceHistory(), history.get().toBytes());
    }
    if (positions.isPresent()) {
      WholeFile.write(folder.positions(), positions.get().toBytes());
    }
    if (risk.isPresent()) {
      WholeFile.write(folder.riskReport(), risk.get());
    }
    WholeFile.write(folder.prices(), prices.toBytes());
    WholeFile.write(folder.solvencyPolicy(), policy.toBytes());
    WholeFile.write(folder.nextSolvencyPolicy(), next);
    if (terms.isPresent()) {
      WholeFile.write(folder.terms(), terms.get().toBytes());
    }
    WholeFile.write(folder.solvencyReport(), report);
    return Optional.of(report);
  }

  /** No rule is chosen once the figures are known: what was announced is what counts. */
  private SolvencyPolicy inForce(Policies policies) throws IOException {
    Optional<Hash> announced = Announced.before(office.data().publicFolder(), owed.epoch());
    if (announced.isEmpty()) {
      return policies.current();
    }
    for (SolvencyPolicy policy : List.of(policies.current(), policies.next())) {
      if (Digests.sha256(policy.toBytes()).equals(announced.get())) {
        return policy;
      }
    }
    throw new UserError(
        "solvency policy "
            + Digests.sha256(policies.current().toBytes())
            + (", want " + announced.get() + ", which the report before announced"),
        "policy: in solvent.yaml has to name that file, which is public as "
            + office.data().publicFolder().blob(announced.get().toString())
            + "; another one is announced first");
  }

  /** Of every asset that is owed or held, what each source says of it. */
  private PriceTable table(SolvencyPolicy policy, List<SourceQuotes> sources) {
    TreeMap<Ticker, List<Quote>> rows = new TreeMap<>();
    owed.assets().stream()
        .map(CommittedAsset::asset)
        .forEach(asset -> rows.put(asset.ticker(), new ArrayList<>()));
    owed.excluded().stream()
        .map(Exclusion::asset)
        .forEach(ticker -> rows.put(ticker, new ArrayList<>()));
    held.holdings().stream()
        .map(Holding::countsAs)
        .forEach(asset -> rows.put(asset.ticker(), new ArrayList<>()));
    for (SourceQuotes source : sources) {
      requireFresh(policy, source);
      source
          .quotes()
          .forEach((asset, quote) -> rows.getOrDefault(asset, new ArrayList<>()).add(quote));
    }
    rows.values().removeIf(Collection::isEmpty);
    List<PricedAsset> prices = new ArrayList<>();
    rows.forEach((asset, quotes) -> {
      requireRoom(asset, quotes);
      quotes.sort(Comparator.comparing(Quote::source));
      prices.add(new PricedAsset(asset, quotes));
    });
    try {
      return new PriceTable(
          owed.asOf(),
          owed.epoch(),
          owed.issuer(),
          prices,
          policy.quote().ticker(),
          JsonObject.EMPTY);
    } catch (IllegalArgumentException e) {
      throw new UserError(
          "no table of prices: " + e.getMessage(),
          "leave what is neither owed nor held out of the price files and the reserves");
    }
  }

  private static void requireRoom(Ticker asset, List<Quote> quotes) {
    if (quotes.size() > PricedAsset.MAX_QUOTES) {
      throw new UserError(
          asset
              + ": prices of "
              + quotes.size()
              + (" sources, want at most " + PricedAsset.MAX_QUOTES),
          "take sources out of prices: in solvent.yaml, or "
              + asset
              + " out of some of their"
              + " files, then publish again");
    }
  }

  /** A file of which nothing is of this moment was not written for it. */
  private void requireFresh(SolvencyPolicy policy, SourceQuotes source) {
    Duration most = Duration.ofSeconds(policy.prices().maximumAge());
    if (source.file().isPresent() && !source.isWithin(most, owed.asOf())) {
      throw new UserError(
          source.file().get()
              + (": no price within " + most.toSeconds() + " s of " + owed.asOf() + ", want one"),
          "write the file anew, then publish again; an epoch that has become too old is begun"
              + " anew");
    }
  }

  private SolvencyFiles files(PriceTable prices, SolvencyPolicy policy, Optional<Terms> terms) {
    try {
      return new SolvencyFiles(owed, held, prices, policy, terms);
    } catch (IllegalArgumentException e) {
      throw new UserError(
          "no solvency report: " + e.getMessage(),
          "mend the terms or the policy, then publish again");
    }
  }

  /** Figures of risk, where there is something that they follow from. */
  private static Optional<byte[]> risk(
      SolvencyFiles files, Optional<DailyPrices> history, Optional<Positions> positions) {
    if (history.isEmpty() && positions.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(RiskReport.of(new RiskInputs(files, history, positions)).toBytes());
    } catch (IllegalArgumentException e) {
      throw new UserError(
          "no figures of risk: " + e.getMessage(),
          "mend the price history or the positions, then publish again");
    }
  }
}
