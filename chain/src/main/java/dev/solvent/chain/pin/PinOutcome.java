package dev.solvent.chain.pin;

import dev.solvent.chain.rpc.Node;
import java.util.List;

/** Whether enough providers agree on one final block. */
public sealed interface PinOutcome {
  /** Those who do not. */
  List<Dissent> dissents();

  /**
   * They do.
   *
   * @param agreed who showed this header, in the order in which they were given; any of them can be
   *     asked for the state, which the header proves
   */
  record Pinned(Header header, List<Node> agreed, List<Dissent> dissents) implements PinOutcome {
    public Pinned {
      agreed = List.copyOf(agreed);
      dissents = List.copyOf(dissents);
    }
  }

  /**
   * They do not, so nothing is to be read.
   *
   * @param detail what was wanted and found, in a sentence
   */
  record NoQuorum(String detail, List<Dissent> dissents) implements PinOutcome {
    public NoQuorum {
      dissents = List.copyOf(dissents);
    }
  }
}
