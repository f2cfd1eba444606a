package dev.solvent.attest.signature;

import java.io.IOException;

/** Signs with one key, wherever its private half is kept: a file, an HSM, a cloud's key service. */
public interface Signer {
  VerifyingKey key();

  /**
   * Signs these bytes, in the form that {@link #key} accepts.
   *
   * @throws IOException where the private key cannot be used just now
   */
  byte[] sign(byte[] message) throws IOException;
}
