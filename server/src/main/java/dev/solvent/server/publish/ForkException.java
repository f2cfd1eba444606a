package dev.solvent.server.publish;

import java.io.IOException;

/**
 * Somebody has seen a larger log than ours, or another one: to go on might fork it. Thrown by a
 * {@link dev.solvent.attest.log.store.CosignatureSource} whose witness says so; the publisher then
 * stops, and a person has to look.
 */
public final class ForkException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Who says what, without a secret. */
  public ForkException(String what) {
    super(what);
  }
}
