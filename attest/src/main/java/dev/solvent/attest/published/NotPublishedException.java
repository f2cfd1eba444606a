package dev.solvent.attest.published;

import java.io.IOException;

/** The place answers, and does not have a file that it has to have. */
public final class NotPublishedException extends IOException {
  private static final long serialVersionUID = 1L;

  public NotPublishedException(String path) {
    super(path + " is not published");
  }
}
