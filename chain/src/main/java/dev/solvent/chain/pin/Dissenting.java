package dev.solvent.chain.pin;

import dev.solvent.chain.pin.Dissent.Reason;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.merkle.MalformedException;
import java.util.Optional;

/** Ends the asking of one node; it never leaves this package. */
final class Dissenting extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Dissent dissent;

  Dissenting(Dissent dissent) {
    this.dissent = dissent;
  }

  Dissent dissent() {
    return dissent;
  }

  @FunctionalInterface
  interface Question<T> {
    T ask() throws NodeException, MalformedException;
  }

  /** The answer, or a dissent: for the given reason where the node said something else. */
  static <T> T or(Node node, Reason reason, Question<T> question) throws Dissenting {
    try {
      return question.ask();
    } catch (NodeException e) {
      Reason why =
          e.problem() == NodeException.Problem.MALFORMED ? Reason.MALFORMED : Reason.NO_ANSWER;
      throw new Dissenting(new Dissent(node.name(), why, e.detail(), Optional.empty()));
    } catch (MalformedException e) {
      String detail = String.valueOf(e.getMessage());
      throw new Dissenting(new Dissent(node.name(), reason, detail, Optional.empty()));
    }
  }
}
