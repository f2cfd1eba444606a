package dev.solvent.chain.bitcoin;

import dev.solvent.attest.bitcoin.UtxoEvidence;
import java.util.List;

/** What came of reading accounts at a pinned block. */
public sealed interface HoldingsOutcome {
  /** Those who were asked and did not say what is taken, and what they said. */
  List<Dissent> dissent();

  /**
   * As many nodes as wanted say the same.
   *
   * @param evidence one for each account, in their order
   * @param nodes those who say it
   */
  record Read(List<UtxoEvidence> evidence, List<String> nodes, List<Dissent> dissent)
      implements HoldingsOutcome {
    public Read {
      evidence = List.copyOf(evidence);
      nodes = List.copyOf(nodes);
      dissent = List.copyOf(dissent);
    }
  }

  /** Too few do, and so there are no figures, not even of some accounts. */
  record NotRead(List<Dissent> dissent) implements HoldingsOutcome {
    public NotRead {
      dissent = List.copyOf(dissent);
    }
  }

  /** A node, and what it said instead. */
  record Dissent(String node, Said said) {}

  sealed interface Said {
    /** Other outputs than another node: the first difference. */
    record Otherwise(String difference) implements Said {}

    /** It does not have the pinned block any more, or cannot say. */
    record Nothing(UtxoOutcome outcome) implements Said {}

    /** It did not answer, or with what cannot be. */
    record Unreadable(String detail) implements Said {}
  }
}
