package dev.solvent.verifier.audit.diagnosis;

import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Amount;
import java.util.Optional;

/** What makes a rebuilt tree another than the attested one. */
public sealed interface Cause {
  /**
   * One balance is another one; with the attested one the roots agree.
   *
   * @param account empty where the leaf is a blank, which is nobody's
   */
  record Altered(Optional<AccountId> account, Amount attested, Amount inKit) implements Cause {}

  /** One account of the kit has no leaf in the published tree; without it the roots agree. */
  record Dropped(AccountId account, Amount balance) implements Cause {}

  /** No single change that can be tried explains it. */
  record Unexplained(Reason reason) implements Cause {}

  /** What is known where nothing is explained. */
  enum Reason {
    /** The trees are of two heights, so no path of the one is a path of the other. */
    OTHER_HEIGHT,
    /** The totals agree: accounts, keys or blanks differ, or balances that cancel out. */
    SAME_TOTAL,
    /** More is attested: if by one account that the kit leaves out, its name cannot be known. */
    MORE_ATTESTED,
    /** Less is attested, by more than one balance. */
    LESS_ATTESTED,
    /** Less is attested; more accounts than were tried have exactly the balance that is missing. */
    TOO_MANY_CANDIDATES
  }
}
