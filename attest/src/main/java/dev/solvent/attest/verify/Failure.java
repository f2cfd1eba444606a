package dev.solvent.attest.verify;

/** Ends the judging of one holding at its first failure; it never leaves this package. */
final class Failure extends Exception {
  private static final long serialVersionUID = 1L;

  /** Whether it is the block of the evidence that is wrong, and not what the evidence says. */
  private final boolean ofHeader;

  Failure(String sentence) {
    this(sentence, false);
  }

  Failure(String sentence, boolean ofHeader) {
    super(sentence);
    this.ofHeader = ofHeader;
  }

  boolean ofHeader() {
    return ofHeader;
  }
}
