package dev.solvent.chain.pin;

import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.chain.pin.Dissent.Reason;
import dev.solvent.chain.pin.PinOutcome.NoQuorum;
import dev.solvent.chain.pin.PinOutcome.Pinned;
import dev.solvent.chain.rpc.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the block at which one chain is read: the oldest of the providers' newest final blocks, so
 * that each of them has it and calls it final. Any thread.
 */
public final class Pinning {
  private final HeaderSource source;
  private final List<Node> nodes;
  private final int quorum;
  private final Duration maxAge;

  /**
   * @param nodes by different providers, with names of their own
   * @param quorum how many have to agree
   * @param maxAge how old the pinned block may be; a provider that lags behind more is left out,
   *     and cannot hold the others back
   */
  public Pinning(HeaderSource source, List<Node> nodes, int quorum, Duration maxAge) {
    this.source = source;
    this.nodes = List.copyOf(nodes);
    this.quorum = quorum;
    this.maxAge = maxAge;
    if (quorum < 1 || quorum > nodes.size()) {
      throw new IllegalArgumentException(
          source.chain() + ": quorum " + quorum + ", want 1 to its " + nodes.size() + " nodes");
    }
    Set<String> names = new HashSet<>();
    for (Node node : nodes) {
      if (!names.add(node.name())) {
        throw new IllegalArgumentException(
            source.chain() + ": two nodes " + node.name() + ", want names of their own");
      }
    }
  }

  /** A node, and the newest block that it calls final. */
  private record Candidate(Node node, long number) {}

  public PinOutcome pin(Timestamp now) throws InterruptedException {
    List<Dissent> dissents = new ArrayList<>();
    Poll<Candidate> poll = Poll.of(nodes, this::candidate);
    dissents.addAll(poll.dissents());
    List<Candidate> candidates = new ArrayList<>(poll.answers());
    while (candidates.size() >= quorum) {
      long oldest = candidates.stream().mapToLong(Candidate::number).min().orElseThrow();
      PinOutcome outcome = agree(candidates.stream().map(Candidate::node).toList(), oldest);
      if (!(outcome instanceof Pinned pinned) || !isTooOld(pinned.header(), now)) {
        return with(dissents, outcome);
      }
      for (Candidate candidate : candidates) {
        if (candidate.number() == oldest) {
          dissents.add(behind(candidate, pinned.header()));
        }
      }
      candidates.removeIf(candidate -> candidate.number() == oldest);
    }
    return new NoQuorum(
        candidates.size() + " of " + nodes.size() + " nodes are of use, want " + quorum, dissents);
  }

  /** Whether enough still have that block, to be asked before what was read there is published. */
  public PinOutcome confirm(Header pin) throws InterruptedException {
    return require(pin.block().ref(), agree(nodes, pin.block().number()));
  }

  private static PinOutcome require(BlockRef wanted, PinOutcome outcome) {
    if (outcome instanceof Pinned(Header now, List<Node> agreed, List<Dissent> dissents)
        && !now.block().ref().equals(wanted)) {
      return new NoQuorum(
          agreed.size() + " nodes have " + now.block() + " there, want " + wanted, dissents);
    }
    return outcome;
  }

  /** The header of the block with that hash, if enough nodes have it in their chain. */
  public PinOutcome find(BlockRef block) throws InterruptedException {
    Poll<Long> numbers =
        Poll.of(
            nodes,
            node -> Dissenting.or(node, Reason.MALFORMED, () -> source.number(node, block.hash())));
    if (numbers.answers().isEmpty()) {
      return new NoQuorum("no node has " + block, numbers.dissents());
    }
    return require(block, agree(nodes, numbers.answers().getFirst()));
  }

  private Candidate candidate(Node node) throws Dissenting {
    Dissenting.or(
        node,
        Reason.OTHER_CHAIN,
        () -> {
          source.requireChain(node);
          return true;
        });
    return new Candidate(
        node, Dissenting.or(node, Reason.MALFORMED, () -> source.finalNumber(node)));
  }

  private boolean isTooOld(Header header, Timestamp now) {
    return header.time().instant().isBefore(now.instant().minus(maxAge));
  }

  private Dissent behind(Candidate candidate, Header header) {
    return new Dissent(
        candidate.node().name(),
        Reason.BEHIND,
        "its newest final block is of " + header.time() + ", want one not older than " + maxAge,
        Optional.of(header));
  }

  private record Shown(Node node, Header header) {}

  /** Which header enough of them show at that number. */
  private PinOutcome agree(List<Node> asked, long number) throws InterruptedException {
    Poll<Shown> poll =
        Poll.of(
            asked,
            node ->
                new Shown(
                    node,
                    Dissenting.or(node, Reason.MALFORMED, () -> source.header(node, number))));
    List<Shown> shown = poll.answers();
    List<Header> headers =
        shown.stream()
            .map(Shown::header)
            .distinct()
            .filter(h -> votes(shown, h) >= quorum)
            .toList();
    List<Dissent> dissents = new ArrayList<>(poll.dissents());
    Optional<Header> chosen =
        headers.size() == 1 ? Optional.of(headers.getFirst()) : Optional.empty();
    for (Shown one : shown) {
      if (chosen.isEmpty() || !chosen.get().equals(one.header())) {
        dissents.add(
            new Dissent(
                one.node().name(),
                Reason.OTHER_BLOCK,
                "shows " + one.header().block(),
                Optional.of(one.header())));
      }
    }
    if (chosen.isEmpty()) {
      return new NoQuorum(
          headers.size()
              + " hashes of "
              + source.chain()
              + " block "
              + number
              + " have "
              + (quorum + " or more of " + nodes.size() + " nodes behind them, want one"),
          dissents);
    }
    List<Node> agreed =
        shown.stream().filter(s -> s.header().equals(chosen.get())).map(Shown::node).toList();
    return new Pinned(chosen.get(), agreed, dissents);
  }

  private static long votes(List<Shown> shown, Header header) {
    return shown.stream().filter(one -> one.header().equals(header)).count();
  }

  private static PinOutcome with(List<Dissent> before, PinOutcome outcome) {
    List<Dissent> all = new ArrayList<>(before);
    all.addAll(outcome.dissents());
    return switch (outcome) {
      case Pinned(Header header, List<Node> agreed, List<Dissent> _) ->
          new Pinned(header, agreed, all);
      case NoQuorum(String detail, List<Dissent> _) -> new NoQuorum(detail, all);
    };
  }
}
