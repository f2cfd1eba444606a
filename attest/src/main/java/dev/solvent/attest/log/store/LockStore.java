package dev.solvent.attest.log.store;

import java.io.IOException;

/**
 * One value that is replaced as a whole: what the log has signed. It is trusted: whoever can write
 * it can fork the log, and a copy restored from a backup makes the log sign history anew.
 */
public interface LockStore {
  /** The value, on the disk for good; no bytes where there is none yet. */
  byte[] read() throws IOException;

  /**
   * Puts {@code next} in the place of {@code expected}, for good.
   *
   * @return whether {@code expected} stood there; where not, nothing changes
   * @throws IOException where nobody can say what stands there now
   */
  boolean compareAndSwap(byte[] expected, byte[] next) throws IOException;
}
