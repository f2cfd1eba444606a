package dev.solvent.server.operate;

import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.prices.DailyPrices;
import dev.solvent.attest.prices.Quote;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.solvency.TermLiability;
import dev.solvent.attest.solvency.positions.Positions;
import dev.solvent.chain.evm.EvmReader;
import dev.solvent.chain.reading.ChainReader;
import dev.solvent.chain.reading.UnreadableException;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import dev.solvent.server.config.PriceSetting;
import dev.solvent.server.config.SolvencySettings;
import dev.solvent.server.publish.SolvencySource;
import dev.solvent.server.solvency.PolicyFile;
import dev.solvent.server.solvency.PriceFile;
import dev.solvent.server.solvency.RiskFiles;
import dev.solvent.server.solvency.SourceQuotes;
import dev.solvent.server.solvency.TermsFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Reads what the settings name, each time that it is asked. Without state: any thread. */
public final class SolvencyDesk implements SolvencySource {
  private final SolvencySettings settings;
  private final Issuer issuer;
  private final Map<ChainId, ChainReader> readers;

  /**
   * A desk of one exchange.
   *
   * @param readers of the chains that have feeds
   */
  public SolvencyDesk(SolvencySettings settings, Issuer issuer, Map<ChainId, ChainReader> readers) {
    this.settings = settings;
    this.issuer = issuer;
    this.readers = Map.copyOf(readers);
  }

  @Override
  public Policies policies() {
    return new Policies(
        PolicyFile.read(settings.policy(), issuer), PolicyFile.read(settings.next(), issuer));
  }

  @Override
  public List<SourceQuotes> quotes(ReservesManifest held)
      throws InterruptedException, UnreadableException {
    List<SourceQuotes> quotes = new ArrayList<>();
    for (PriceSetting price : settings.prices()) {
      switch (price) {
        case PriceSetting.InFile(var source, var file) ->
            quotes.add(new SourceQuotes(source, Optional.of(file), PriceFile.read(source, file)));
        case PriceSetting.OnChain feeds ->
            quotes.add(new SourceQuotes(feeds.source(), Optional.empty(), read(feeds, held)));
      }
    }
    return quotes;
  }

  /** At the reserves' own block, so that a reader can ask there too. */
  private SortedMap<Ticker, Quote> read(PriceSetting.OnChain feeds, ReservesManifest held)
      throws InterruptedException, UnreadableException {
    BlockRef block =
        held.chains().stream()
            .map(pinned -> pinned.block().ref())
            .filter(ref -> ref.chain().equals(feeds.chain()))
            .findFirst()
            .orElseThrow(() ->
                new UserError(
                    feeds.source() + ": the reserves have no block of " + feeds.chain(),
                    "its feeds are read where a reserve is: take the source out of solvent.yaml"));
    if (!(readers.get(feeds.chain()) instanceof EvmReader reader)) {
      throw new UserError(
          feeds.source() + ": no nodes of an EVM chain " + feeds.chain() + ", want some",
          "add the chain to the settings' chains");
    }
    try {
      return reader.feeds().read(feeds.source(), block, feeds.feeds());
    } catch (MalformedException e) {
      throw new UserError(
          String.valueOf(e.getMessage()),
          "a feed that is broken has no price: wait for it, or take it out of solvent.yaml");
    }
  }

  @Override
  public Optional<DailyPrices> history() {
    return settings.history().map(RiskFiles::history);
  }

  @Override
  public Optional<Positions> positions(LiabilitiesManifest owed) {
    return settings.positions().map(file -> RiskFiles.positions(file, owed));
  }

  @Override
  public Optional<List<TermLiability>> terms() {
    return settings.terms().map(TermsFile::read);
  }
}
