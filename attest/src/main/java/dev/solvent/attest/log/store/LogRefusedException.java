package dev.solvent.attest.log.store;

/**
 * The log cannot be gone on with as it lies there, and a person has to look. Nothing was signed or
 * written.
 */
public final class LogRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** There is no log here yet: nothing was ever staged. */
    NOT_INITIALISED,
    /** {@code init} where a log is already. */
    ALREADY_INITIALISED,
    /** The lock store's value is not one that this log wrote. */
    DAMAGED_LOCK_STORE,
    /** More is published than the lock store knows of: it is an old copy, or another log's. */
    PUBLISHED_AHEAD,
    /** The published checkpoint is none of this log's, or of another history. */
    PUBLISHED_FORK,
    /** The files do not give the root that was signed. */
    DAMAGED_TILES,
    /** Another writer staged something first; {@code reload} goes on from there. */
    OTHER_WRITER,
    /** An earlier call ended in an exception, and no reload has succeeded since. */
    RELOAD_NEEDED,
    /** The signer was asked for a smaller, forked or unknown checkpoint. */
    SIGNER_REFUSES
  }

  private final Reason reason;

  LogRefusedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  LogRefusedException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
