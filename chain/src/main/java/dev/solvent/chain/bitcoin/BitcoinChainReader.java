package dev.solvent.chain.bitcoin;

import dev.solvent.attest.bitcoin.UtxoEvidence;
import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.octets.Octets;
import dev.solvent.chain.pin.PinOutcome.Pinned;
import dev.solvent.chain.pin.Pinning;
import dev.solvent.chain.reading.ChainReader;
import dev.solvent.chain.reading.Fault;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.reading.Reading;
import dev.solvent.chain.reading.UnreadableException;
import dev.solvent.merkle.MalformedException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads holdings on a Bitcoin-like chain; what it reads is never proven. Any thread. */
public final class BitcoinChainReader implements ChainReader {
  private static final String WHY = "that outputs are unspent is what nodes say";

  private final BitcoinHeaders headers;
  private final Pinning pinning;
  private final int quorum;

  /**
   * A reader of that chain.
   *
   * @param quorum how many nodes have to list the same outputs
   */
  public BitcoinChainReader(BitcoinHeaders headers, Pinning pinning, int quorum) {
    this.headers = headers;
    this.pinning = pinning;
    this.quorum = quorum;
  }

  @Override
  public ChainId chain() {
    return headers.chain();
  }

  @Override
  public Pinning pinning() {
    return pinning;
  }

  @Override
  public List<Fault> read(Pinned pin, List<HoldingRef> holdings, Consumer<Reading> sink)
      throws UnreadableException, InterruptedException {
    if (holdings.isEmpty()) {
      return List.of();
    }
    HoldingsOutcome outcome = outcome(pin, holdings);
    List<Fault> faults =
        outcome.dissent().stream()
            .map(dissent -> new Fault(dissent.node(), dissent.said().toString()))
            .toList();
    switch (outcome) {
      case HoldingsOutcome.NotRead _ ->
          throw new UnreadableException(
              "outputs at " + pin.header().block() + ", by " + quorum + " nodes alike,", faults);
      case HoldingsOutcome.Read read -> {
        for (int i = 0; i < holdings.size(); i++) {
          UtxoEvidence evidence = read.evidence().get(i);
          Octets file = Octets.of(evidence.toBytes());
          sink.accept(new Reading.Seen(holdings.get(i), evidence.units(), Optional.of(file), WHY));
        }
      }
    }
    return faults;
  }

  private HoldingsOutcome outcome(Pinned pin, List<HoldingRef> holdings) {
    List<UtxoReader> readers =
        pin.agreed().stream().<UtxoReader>map(node -> new CoreUtxoReader(headers, node)).toList();
    List<AccountRef> accounts = holdings.stream().map(HoldingRef::account).toList();
    try {
      return new BitcoinHoldings(readers, quorum).read(pin.header().pinned(), accounts);
    } catch (MalformedException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
