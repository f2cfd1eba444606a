package dev.solvent.chain.pin;

import dev.solvent.chain.pin.Dissent.Reason;
import dev.solvent.chain.pin.PinOutcome.NoQuorum;
import dev.solvent.chain.pin.PinOutcome.Pinned;
import dev.solvent.chain.rpc.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which header enough nodes show. */
final class Vote {
  /** What one of them showed. */
  record Shown(Node node, Header header) {}

  private Vote() {}

  /**
   * The one header that as many as the quorum show; where two have as many, it is neither.
   *
   * @param what was asked for, in words
   */
  static PinOutcome count(Poll<Shown> poll, int quorum, String what) {
    List<Shown> shown = poll.answers();
    List<Header> headers =
        shown.stream()
            .map(Shown::header)
            .distinct()
            .filter(header -> behind(shown, header).size() >= quorum)
            .toList();
    Optional<Header> chosen =
        headers.size() == 1 ? Optional.of(headers.getFirst()) : Optional.empty();
    List<Dissent> dissents = new ArrayList<>(poll.dissents());
    for (Shown one : shown) {
      if (chosen.isEmpty() || !chosen.get().equals(one.header())) {
        dissents.add(otherBlock(one.node(), one.header()));
      }
    }
    if (chosen.isEmpty()) {
      int asked = shown.size() + poll.dissents().size();
      return new NoQuorum(
          (headers.size() + " hashes of " + what)
              + (" have " + quorum + " or more of " + asked + " nodes behind them, want one"),
          dissents);
    }
    return new Pinned(chosen.get(), behind(shown, chosen.get()), dissents);
  }

  private static List<Node> behind(List<Shown> shown, Header header) {
    return shown.stream().filter(one -> one.header().equals(header)).map(Shown::node).toList();
  }

  static Dissent otherBlock(Node node, Header header) {
    return new Dissent(
        node.name(), Reason.OTHER_BLOCK, "shows " + header.block(), Optional.of(header));
  }
}
