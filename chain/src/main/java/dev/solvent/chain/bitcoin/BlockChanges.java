package dev.solvent.chain.bitcoin;

import dev.solvent.attest.bitcoin.UtxoEvidence.Output;
import java.util.List;

/** What a block did to the outputs of our scripts, transaction by transaction in its order. */
record BlockChanges(long number, List<Change> changes) {
  /** What one transaction spent, and then created. */
  record Change(List<Output> spent, List<Output> created) {}
}
