package dev.solvent.server.http.published;

import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.Epoch;
import java.util.Optional;

/**
 * What was public at one moment.
 *
 * @param version counts up with each change that was seen
 * @param newest the epoch that the pointer names and whose bundle is there
 * @param checkpoint the log's note, byte for byte
 * @param trouble why the folder could not be read when it was last tried; the rest is older then
 */
public record Publication(
    long version, Optional<Epoch> newest, Optional<Octets> checkpoint, Optional<String> trouble) {
  static final Publication NOTHING =
      new Publication(0, Optional.empty(), Optional.empty(), Optional.of("not read yet"));

  /** Whether an epoch of this number can be public. */
  public boolean reaches(Epoch epoch) {
    return newest.filter(last -> epoch.number() <= last.number()).isPresent();
  }

  boolean saysTheSameAs(Publication other) {
    return newest.equals(other.newest)
        && checkpoint.equals(other.checkpoint)
        && trouble.equals(other.trouble);
  }
}
