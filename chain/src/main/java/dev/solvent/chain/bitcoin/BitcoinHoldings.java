package dev.solvent.chain.bitcoin;

import dev.solvent.attest.bitcoin.UtxoEvidence.Output;
import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.chain.bitcoin.HoldingsOutcome.Said;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.merkle.MalformedException;
import java.util.List;

/**
 * Reads accounts from nodes, one after the other, until as many as wanted say the same. With one
 * wanted, the others are asked only where those before them could not say. Any thread.
 */
public final class BitcoinHoldings {
  private final List<UtxoReader> readers;
  private final int wanted;

  public BitcoinHoldings(List<UtxoReader> readers, int wanted) {
    this.readers = List.copyOf(readers);
    this.wanted = wanted;
    if (wanted < 1 || wanted > readers.size()) {
      throw new IllegalArgumentException(
          wanted + " nodes to agree, want 1 to " + readers.size() + ", as many as there are");
    }
  }

  /**
   * The evidence of each account, in their order.
   *
   * @throws MalformedException where an account is on another chain, or stands there twice
   */
  public HoldingsOutcome read(PinnedBlock pin, List<AccountRef> accounts)
      throws MalformedException {
    AccountScripts scripts = AccountScripts.of(pin.block().chain(), accounts);
    Votes votes = new Votes();
    for (UtxoReader reader : readers) {
      try {
        switch (reader.read(pin, scripts.all())) {
          case UtxoOutcome.Unspent(List<Output> outputs) -> {
            var evidence = scripts.evidence(pin, outputs);
            if (votes.add(reader.name(), outputs) == wanted) {
              return new HoldingsOutcome.Read(
                  evidence, votes.of(outputs), votes.dissentFrom(outputs));
            }
          }
          case UtxoOutcome other -> votes.add(reader.name(), new Said.Nothing(other));
        }
      } catch (NodeException e) {
        votes.add(reader.name(), new Said.Unreadable(e.detail()));
      } catch (MalformedException e) {
        votes.add(reader.name(), new Said.Unreadable(String.valueOf(e.getMessage())));
      }
    }
    return new HoldingsOutcome.NotRead(votes.dissent());
  }
}
