package dev.solvent.verifier.cli;

import dev.solvent.merkle.MalformedException;

/** A file under check that cannot be read at all: MALFORMED, exit code 2. */
public final class Malformed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String hint;

  /**
   * @param name of the file, as the user named it
   * @param hint what to do; an empty one is not printed
   */
  public Malformed(String name, MalformedException e, String hint) {
    super(name + ": " + e.getMessage(), e);
    this.hint = hint;
  }

  public String hint() {
    return hint;
  }
}
