package dev.solvent.server.book;

/** In which of the assets an account is owed something. Immutable. */
sealed interface Spread {
  /**
   * Whether an account has a balance in an asset.
   *
   * @param account 64 random bits of the account
   * @param cell 64 random bits of the account in that asset
   * @param asset the place of the asset, from 0
   */
  boolean owes(long account, long cell, int asset);

  /** Each asset alike: so many of a thousand balances are missing. */
  record Even(int emptyPerMille) implements Spread {
    public Even {
      if (emptyPerMille < 0 || emptyPerMille > 1000) {
        throw new IllegalArgumentException(emptyPerMille + " of 1000 empty, want 0 to 1000");
      }
    }

    @Override
    public boolean owes(long account, long cell, int asset) {
      return Long.remainderUnsigned(cell, 1000) >= emptyPerMille;
    }
  }

  /**
   * Most accounts few assets, few accounts most of them, as on a real exchange. An account has a
   * breadth, which is b or more in one of b accounts, and has the n-th asset with the chance of
   * breadth / n: all of them the first, and one of n all of the first n.
   */
  record Sparse() implements Spread {
    @Override
    public boolean owes(long account, long cell, int asset) {
      long breadth = (1 << 16) / ((account >>> 48) + 1);
      return (cell >>> 48) * (asset + 1) < breadth << 16;
    }
  }
}
