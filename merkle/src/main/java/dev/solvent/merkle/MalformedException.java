package dev.solvent.merkle;

/**
 * Input that is not what its format says: the one checked exception of every reader.
 *
 * <p>The message says what was found and what is wanted, lower case, without secrets. A well-formed
 * input that proves nothing is not malformed; that is a {@link Verdict.Rejected}.
 */
public final class MalformedException extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedException(String message) {
    super(message);
  }

  public MalformedException(String message, Throwable cause) {
    super(message, cause);
  }
}
