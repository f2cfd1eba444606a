package dev.solvent.merkle;

/** The outcome of checking one inclusion proof. */
public sealed interface Verdict {
  /** The balance is counted in the attested total, at a leaf no other account id can claim. */
  record Accepted() implements Verdict {}

  /** It is not shown to be counted, and why. */
  record Rejected(Reason reason, String detail) implements Verdict {}

  /** The reasons, in the order in which they are looked for. */
  enum Reason {
    /** The attested manifest has no such asset. */
    ASSET_NOT_ATTESTED,
    /** The proof counts in another smallest unit than the attested asset. */
    OTHER_DECIMALS,
    /** Not exactly one sibling a level: a leaf passed off as a node, or a tree of another depth. */
    WRONG_LENGTH,
    /** An index outside of the tree. */
    INDEX_OUT_OF_RANGE,
    /** A sum on the path reaches 2^128. */
    SUM_OVERFLOW,
    /** The path ends at another root hash than the attested one. */
    OTHER_ROOT,
    /** The path ends at another total than the attested one. */
    OTHER_TOTAL
  }
}
