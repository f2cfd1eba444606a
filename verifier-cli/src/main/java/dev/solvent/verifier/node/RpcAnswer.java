package dev.solvent.verifier.node;

/** A node's answer to one call. */
sealed interface RpcAnswer {
  record Result(NodeValue value) implements RpcAnswer {}

  /** The node understood, and will or can not. Its words are cut, and hold nothing of ours. */
  record Refusal(long code, String words) implements RpcAnswer {
    @Override
    public String toString() {
      return words + " (" + code + ")";
    }
  }
}
