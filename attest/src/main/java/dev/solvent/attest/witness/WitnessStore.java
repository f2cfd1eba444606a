package dev.solvent.attest.witness;

import dev.solvent.attest.log.SignedCheckpoint;
import java.io.IOException;
import java.util.Optional;

/**
 * The newest checkpoint of each log that a witness cosigned. It is trusted and must never be
 * restored from a backup: a witness that forgets cosigns a fork.
 */
public interface WitnessStore {
  /** The newest, on the disk for good; absent where none was ever stored. */
  Optional<SignedCheckpoint> newest(String origin) throws IOException;

  /**
   * Stores the next checkpoint of a log for good, if the newest is still the expected one.
   *
   * @return whether it was; where not, nothing changes
   */
  boolean replace(String origin, Optional<SignedCheckpoint> expected, SignedCheckpoint next)
      throws IOException;
}
