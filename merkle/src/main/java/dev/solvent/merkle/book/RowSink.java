package dev.solvent.merkle.book;

/** Who takes rows. Used by one thread. */
public interface RowSink {
  /** A good row. It is reused for the next one: keep copies, not the row. */
  void row(Row row);

  /**
   * A balance below zero that the operator's policy leaves out, to be disclosed: its absolute
   * value. The row follows, in a long book with a position of zero there, in a wide one without.
   */
  void excluded(int asset, long high, long low);

  void problem(Problem problem);
}
