package dev.solvent.server.bench;

import dev.solvent.merkle.SumTree;

/** Which hashes the trees of a book need, by the lengths that the spec gives its messages. */
final class TreeCosts {
  private static final int LEAF = 49;
  private static final int NODE = 98;
  private static final int LOCATOR = 49;
  private static final int COUNTED = 41; // account keys and blanks' locators

  private TreeCosts() {}

  /** A tree from leaves that are there already. */
  static HashFloor.Calls folded(int height) {
    double leaves = Math.pow(2, height);
    return new HashFloor.Calls().add(leaves, LEAF).add(leaves - 1, NODE);
  }

  /**
   * Trees from a book in which every account has a balance in every asset. HMAC is counted as the
   * two messages under its key, as if the blocks of the padded key cost nothing.
   */
  static HashFloor.Calls built(long rows, int assets, int idBytes, int issuerBytes) {
    double accounts = (double) rows;
    double leaves = Math.pow(2, SumTree.height(rows, 0));
    return new HashFloor.Calls()
        .add(accounts, 19 + 2 + issuerBytes + 2 + idBytes + 4)
        .add(accounts, 32)
        .add(accounts, COUNTED)
        .add(accounts, 1 + 32 + 2 + idBytes)
        .add(accounts * assets, LOCATOR)
        .add((leaves - accounts) * assets, COUNTED)
        .add(leaves * assets, LEAF)
        .add((leaves - 1) * assets, NODE);
  }
}
