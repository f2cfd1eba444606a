package dev.solvent.chain.bitcoin;

import dev.solvent.attest.bitcoin.UtxoEvidence.Output;
import java.util.Comparator;
import java.util.List;

/** What came of reading the outputs at a block. */
public sealed interface UtxoOutcome {
  /**
   * All of them.
   *
   * @param outputs ascending by outpoint
   */
  record Unspent(List<Output> outputs) implements UtxoOutcome {
    public Unspent {
      outputs = outputs.stream().sorted(Comparator.comparing(Output::outpoint)).toList();
    }
  }

  /** The node's chain does not have the pinned block any more: another pin is needed. */
  record PinMoved(String detail) implements UtxoOutcome {}

  /** The node cannot say, and the detail names what would help. */
  record Unable(Lack lack, String detail) implements UtxoOutcome {}

  /** What a node is without. */
  enum Lack {
    /** The call that scans unspent outputs. */
    SCAN,
    /** A turn: it scans for somebody else. */
    TURN,
    /** The pinned block: its chain ends before it. */
    PIN,
    /** A tip that is near enough to the pin. */
    NEARNESS,
    /** The transactions whose outputs were spent. */
    TRANSACTIONS
  }
}
