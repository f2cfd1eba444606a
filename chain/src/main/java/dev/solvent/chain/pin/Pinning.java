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
      List<Candidate> leading =
          candidates.stream().filter(candidate -> candidate.number() == oldest).toList();
      boolean stands =
          switch (outcome) {
            case Pinned pinned -> !isTooOld(pinned.header(), now);
            // Nothing is to be hoped for where the others are too few.
            case NoQuorum _ -> candidates.size() - leading.size() < quorum;
          };
      if (stands) {
        return with(dissents, outcome);
      }
      leading.forEach(candidate -> dissents.add(leftOut(candidate, outcome)));
      candidates.removeAll(leading);
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

  /** The block that has this number in the chain of enough nodes, final or not. */
  public PinOutcome at(long number) throws InterruptedException {
    return vote(nodes, "block " + number, node -> header(checked(node), number));
  }

  /** The block with that hash, if enough nodes have it in their chain, final or not. */
  public PinOutcome find(BlockRef block) throws InterruptedException {
    return vote(nodes, "block " + block.hashText(), node -> found(checked(node), block));
  }

  /** The same with those of its nodes that call it final, if they are enough. */
  public PinOutcome requireFinal(Pinned pinned) throws InterruptedException {
    Header header = pinned.header();
    Poll<Node> poll = Poll.of(pinned.agreed(), node -> callingFinal(node, header));
    List<Node> agreed = poll.answers();
    PinOutcome outcome =
        agreed.size() >= quorum
            ? new Pinned(header, agreed, poll.dissents())
            : new NoQuorum(
                agreed.size() + " nodes call " + header.block() + " final, want " + quorum,
                poll.dissents());
    return with(pinned.dissents(), outcome);
  }

  private Node callingFinal(Node node, Header header) throws Dissenting {
    Candidate candidate = candidate(node);
    if (candidate.number() < header.block().number()) {
      throw new Dissenting(
          new Dissent(
              node.name(),
              Reason.BEHIND,
              ("its newest final block is " + candidate.number() + ", want ")
                  + (header.block().number() + " or later"),
              Optional.empty()));
    }
    return node;
  }

  /** A node may show another number a hash; it cannot show another header. */
  private Header found(Node node, BlockRef block) throws Dissenting {
    long number = Dissenting.or(node, Reason.OTHER_BLOCK, () -> source.number(node, block.hash()));
    Header header = header(node, number);
    if (!header.block().ref().equals(block)) {
      throw new Dissenting(Vote.otherBlock(node, header));
    }
    return header;
  }

  private Header header(Node node, long number) throws Dissenting {
    return Dissenting.or(node, Reason.MALFORMED, () -> source.header(node, number));
  }

  /** A node of this chain. */
  private Node checked(Node node) throws Dissenting {
    return Dissenting.or(
        node,
        Reason.OTHER_CHAIN,
        () -> {
          source.requireChain(node);
          return node;
        });
  }

  private Candidate candidate(Node node) throws Dissenting {
    Node checked = checked(node);
    return new Candidate(
        checked, Dissenting.or(checked, Reason.MALFORMED, () -> source.finalNumber(checked)));
  }

  private boolean isTooOld(Header header, Timestamp now) {
    return header.time().instant().isBefore(now.instant().minus(maxAge));
  }

  private Dissent leftOut(Candidate candidate, PinOutcome outcome) {
    return switch (outcome) {
      case Pinned pinned -> behind(candidate, pinned.header());
      case NoQuorum none ->
          new Dissent(
              candidate.node().name(),
              Reason.BEHIND,
              "its newest final block is " + candidate.number() + ", where " + none.detail(),
              Optional.empty());
    };
  }

  private Dissent behind(Candidate candidate, Header header) {
    return new Dissent(
        candidate.node().name(),
        Reason.BEHIND,
        "its newest final block is of " + header.time() + ", want one not older than " + maxAge,
        Optional.of(header));
  }

  private PinOutcome agree(List<Node> asked, long number) throws InterruptedException {
    return vote(asked, "block " + number, node -> header(node, number));
  }

  private PinOutcome vote(List<Node> asked, String what, Poll.Question<Header> question)
      throws InterruptedException {
    Poll<Vote.Shown> poll = Poll.of(asked, node -> new Vote.Shown(node, question.ask(node)));
    return Vote.count(poll, quorum, source.chain() + " " + what);
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
