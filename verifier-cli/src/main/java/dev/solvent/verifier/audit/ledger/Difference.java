package dev.solvent.verifier.audit.ledger;

import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import java.util.Comparator;

/**
 * One balance that is not the same in both books.
 *
 * @param line in the kit's book, or in the other one where the kit does not have the account
 */
public record Difference(
    AccountId account, Asset asset, Kind kind, Amount inKit, Amount inOther, long line) {
  static final Comparator<Difference> ORDER =
      Comparator.comparing((Difference each) -> each.account().text())
          .thenComparing(each -> each.asset().ticker())
          .thenComparing(Difference::kind);

  /** In what they differ. */
  public enum Kind {
    /** The kit has another balance. */
    OTHER_BALANCE,
    /** The kit has no balance: the account, or this asset of it, was left out. */
    NOT_IN_KIT,
    /** The kit has a balance that the other book does not have. */
    NOT_IN_OTHER,
    /** The other book has it again. */
    TWICE_IN_OTHER
  }
}
