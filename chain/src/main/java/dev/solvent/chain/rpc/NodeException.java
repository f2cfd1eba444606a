package dev.solvent.chain.rpc;

/** A node gave no answers that could be read. Its message names the node, and no key. */
public final class NodeException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why there are none. */
  public enum Problem {
    /** Nobody answers there, or the connection broke. */
    UNREACHABLE,
    /** No whole answer within the time. */
    TOO_SLOW,
    /** More bytes than the node may send. */
    TOO_LARGE,
    /** The node wants fewer calls, for longer than there is time. */
    BUSY,
    /** An HTTP status that another try does not change. */
    REFUSED,
    /** No JSON-RPC, or answers to other calls. */
    MALFORMED
  }

  private final Problem problem;
  private final String detail;

  public NodeException(String node, Problem problem, String detail) {
    super("node " + node + ": " + detail);
    this.problem = problem;
    this.detail = detail;
  }

  /** The message without the node's name. */
  public String detail() {
    return detail;
  }

  public Problem problem() {
    return problem;
  }
}
