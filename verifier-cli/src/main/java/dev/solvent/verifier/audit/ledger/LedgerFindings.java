package dev.solvent.verifier.audit.ledger;

import java.util.List;

/**
 * What the comparison of two books came to.
 *
 * @param other the other book, as the user named it
 * @param compared how many balances of the kit were compared
 * @param count how many balances differ
 * @param first some of them, by account
 */
public record LedgerFindings(String other, long compared, long count, List<Difference> first) {
  public LedgerFindings {
    first = List.copyOf(first);
  }

  public boolean differ() {
    return count > 0;
  }
}
