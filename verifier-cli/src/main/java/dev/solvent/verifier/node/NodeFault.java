package dev.solvent.verifier.node;

/** A node did not answer, or not in words of JSON-RPC. The message names it by host and port. */
public final class NodeFault extends Exception {
  private static final long serialVersionUID = 1L;

  NodeFault(String node, String what) {
    super("node " + node + ": " + what);
  }
}
