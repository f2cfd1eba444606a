package dev.solvent.merkle;

/** What an exchange commits to in one asset: the root hash, the total owed, the tree's height. */
public record Commitment(Hash root, Amount total, int height) {
  public Commitment {
    if (height < 0 || height > SumTree.MAX_HEIGHT) {
      throw new IllegalArgumentException("height " + height + ", want 0 to " + SumTree.MAX_HEIGHT);
    }
  }
}
