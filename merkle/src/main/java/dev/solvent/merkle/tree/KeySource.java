package dev.solvent.merkle.tree;

import dev.solvent.merkle.BlankKey;
import dev.solvent.merkle.MasterSecret;
import dev.solvent.merkle.Ticker;
import java.util.Map;

/** Where the keys of accounts and blanks come from. */
public sealed interface KeySource {
  /** The exchange derives them all. */
  record Derived(MasterSecret master, Generations generations) implements KeySource {}

  /** An auditor reads each account's key beside its row and is given each tree's blank key. */
  record Given(Map<Ticker, BlankKey> blankKeys) implements KeySource {
    public Given {
      blankKeys = Map.copyOf(blankKeys);
    }
  }
}
