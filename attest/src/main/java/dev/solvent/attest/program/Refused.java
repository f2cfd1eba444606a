package dev.solvent.attest.program;

import java.util.List;

/**
 * What was asked for is well put and was not done, since others did not agree, answer or sign. Exit
 * code 1.
 */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> details;
  private final String hint;

  /** An empty hint is not printed. */
  public Refused(String message, List<String> details, String hint) {
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
