package dev.solvent.server.observe;

import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.observation.Observation;
import dev.solvent.attest.octets.Octets;
import java.util.List;

/** What came of asking one observer. */
public sealed interface ObserverAnswer {
  /** An observation, and the envelope in which the observer signed it. */
  record Signed(Octets envelope, Observation observation) {}

  /** A block that it was asked for and signed nothing of; why, in its own words. */
  record Unseen(BlockRef block, String why) {}

  /**
   * It looked. Each envelope is signed by its key, and of a chain that it was asked for; what is in
   * them may well say that the manifest is wrong.
   */
  record Observed(List<Signed> signed, List<Unseen> unseen) implements ObserverAnswer {
    public Observed {
      signed = List.copyOf(signed);
      unseen = List.copyOf(unseen);
    }
  }

  /** It does not look at this manifest. */
  record Refused(String why) implements ObserverAnswer {}

  /** What came is not what an observer of that key says. */
  record Wrong(String why) implements ObserverAnswer {}

  /** No answer, or one of a broken or busy server; another try may help. */
  record Away(String why) implements ObserverAnswer {}
}
