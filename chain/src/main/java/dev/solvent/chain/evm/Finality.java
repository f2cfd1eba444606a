package dev.solvent.chain.evm;

/** Which of a chain's blocks are final. */
public sealed interface Finality {
  /** Those that the chain's consensus says are, by the tag {@code finalized}. */
  record Consensus() implements Finality {}

  /** Those that many blocks deep, for chains without such a rule: 0 is the newest. */
  record Depth(int blocks) implements Finality {
    public Depth {
      if (blocks < 0) {
        throw new IllegalArgumentException("finality depth " + blocks + ", want 0 or more");
      }
    }
  }
}
