package dev.solvent.attest.solvency.positions;

import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.util.Locale;

/** On which side of a contract or a loan the exchange stands. */
public enum Side {
  /** It bought. */
  LONG,
  /** It sold. */
  SHORT,
  /** It gave, and is owed. */
  LENT,
  /** It took, and owes. */
  BORROWED;

  static Side trade(String text) throws MalformedException {
    return either(text, LONG, SHORT);
  }

  static Side loan(String text) throws MalformedException {
    return either(text, LENT, BORROWED);
  }

  private static Side either(String text, Side one, Side other) throws MalformedException {
    if (text.equals(one.text())) {
      return one;
    }
    if (text.equals(other.text())) {
      return other;
    }
    throw new MalformedException(
        "side " + Quoted.of(text) + ", want " + one.text() + " or " + other.text());
  }

  /** As it stands in the file. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
