package dev.solvent.attest.program;

import java.util.List;

/**
 * A mistake that the user can mend: told in words, with a hint and without a stack trace. Exit code
 * 2.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> details;
  private final String hint;

  /** An error whose remedy is the hint; an empty hint is not printed. */
  public UserError(String message, String hint) {
    this(message, List.of(), hint);
  }

  public UserError(String message, List<String> details, String hint) {
    super(message);
    this.details = List.copyOf(details);
    this.hint = hint;
  }

  /** More lines under the message. */
  public List<String> details() {
    return details;
  }

  public String hint() {
    return hint;
  }
}
