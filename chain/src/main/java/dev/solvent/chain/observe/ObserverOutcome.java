package dev.solvent.chain.observe;

import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.observation.Observation;
import dev.solvent.chain.pin.Dissent;
import dev.solvent.chain.reading.Fault;
import java.util.List;
import java.util.Optional;

/** What came of looking at one block. */
public sealed interface ObserverOutcome {
  /** The block that was looked for. */
  BlockRef block();

  /** Nodes that did not stand behind it. */
  List<Dissent> dissents();

  /**
   * Enough nodes have it, with the number and the time that it is said to have, and call it final.
   *
   * @param observations what was seen; several where one has no room for all holdings
   * @param differences where the manifest says otherwise
   * @param unread what is in none of the observations
   * @param faults what nodes did not show although another one did
   */
  record Seen(
      BlockRef block,
      List<Observation> observations,
      List<Difference> differences,
      List<Unread> unread,
      List<Fault> faults,
      List<Dissent> dissents)
      implements ObserverOutcome {
    public Seen {
      observations = List.copyOf(observations);
      differences = List.copyOf(differences);
      unread = List.copyOf(unread);
      faults = List.copyOf(faults);
      dissents = List.copyOf(dissents);
    }
  }

  /**
   * Nothing can be said of what stands at that block.
   *
   * @param instead of another block: that this one stands at its number, and is final. Signed, it
   *     shows each reader who trusts the observer that the manifest's block is not the chain's
   */
  record NotSeen(
      BlockRef block,
      Reason reason,
      String detail,
      Optional<Observation> instead,
      List<Dissent> dissents)
      implements ObserverOutcome {
    public NotSeen {
      dissents = List.copyOf(dissents);
    }
  }

  /** Why a block was not seen. */
  enum Reason {
    /** There are no nodes of its chain. */
    NO_NODES,
    /** Not enough nodes have one and the same block there. */
    NO_QUORUM,
    /** Enough nodes have a block of another hash or time at that number. */
    OTHER_BLOCK,
    /** Not enough nodes call it final. */
    NOT_FINAL,
    /** While its holdings were read, too few nodes went on showing it. */
    LOST
  }
}
