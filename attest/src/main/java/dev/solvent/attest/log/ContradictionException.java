package dev.solvent.attest.log;

import java.io.IOException;

/**
 * The tiles of a log do not come to what its checkpoints say: they are damaged, or there are two
 * histories.
 */
public final class ContradictionException extends IOException {
  private static final long serialVersionUID = 1L;

  public ContradictionException(String message) {
    super(message);
  }
}
