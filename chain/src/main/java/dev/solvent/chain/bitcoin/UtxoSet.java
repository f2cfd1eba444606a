package dev.solvent.chain.bitcoin;

import dev.solvent.attest.bitcoin.Outpoint;
import dev.solvent.attest.bitcoin.UtxoEvidence.Output;
import dev.solvent.chain.bitcoin.BlockChanges.Change;
import dev.solvent.merkle.MalformedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The unspent outputs of our scripts, from which block after block is undone, the newest first.
 * Every step must fit: what a block created and no later one spent is there, and what it spent is
 * not. One thread.
 */
final class UtxoSet {
  private final Map<Outpoint, Output> outputs = new HashMap<>();
  private final Map<Outpoint, Long> created = new HashMap<>();

  static UtxoSet of(Scan scan) throws MalformedException {
    UtxoSet set = new UtxoSet();
    for (Scan.Found found : scan.found()) {
      set.add(found.output());
      set.created.put(found.output().outpoint(), found.number());
    }
    return set;
  }

  /** Goes through the block from its end, so that what was created and spent in it never shows. */
  void undo(BlockChanges block) throws MalformedException {
    for (Change change : block.changes().reversed()) {
      for (Output output : change.created()) {
        remove(output, block.number());
      }
      for (Output output : change.spent()) {
        add(output);
      }
    }
  }

  private void add(Output output) throws MalformedException {
    if (outputs.put(output.outpoint(), output) != null) {
      throw new MalformedException(
          output.outpoint() + " unspent twice, or unspent and spent, want one of them");
    }
  }

  private void remove(Output output, long number) throws MalformedException {
    Output known = outputs.remove(output.outpoint());
    if (!output.equals(known)) {
      throw new MalformedException(
          output.outpoint()
              + (" created in block " + number + " with " + output.amount() + ", elsewhere ")
              + (known == null ? "missing" : "with " + known.amount() + " to " + known.script())
              + ", want the same everywhere");
    }
    Long said = created.remove(output.outpoint());
    if (said != null && said != number) {
      throw new MalformedException(
          output.outpoint() + " created in block " + number + ", elsewhere in block " + said);
    }
  }

  /** What is left when all blocks after {@code pin} are undone. */
  List<Output> at(long pin) throws MalformedException {
    for (Map.Entry<Outpoint, Long> entry : created.entrySet()) {
      if (entry.getValue() > pin) {
        throw new MalformedException(
            entry.getKey()
                + (" said to be created in block " + entry.getValue())
                + ", want it in that block");
      }
    }
    return List.copyOf(outputs.values());
  }
}
