package dev.solvent.chain.rpc;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What one HTTP exchange came to. */
sealed interface Reply {
  /**
   * The node answered all of the calls.
   *
   * @param answers as many as calls, in their order
   * @param cost what it takes of the bytes that the ask may cost
   */
  record Answers(List<RpcAnswer> answers, long cost) implements Reply {}

  /** Another try would go no better, or there is no time for it. */
  record Never(NodeException.Problem problem, String detail) implements Reply {}

  /**
   * Another try may go better.
   *
   * @param pause what the node asks for
   */
  record Again(NodeException.Problem problem, String detail, Optional<Duration> pause)
      implements Reply {
    static Again soon(NodeException.Problem problem, String detail) {
      return new Again(problem, detail, Optional.empty());
    }
  }
}
