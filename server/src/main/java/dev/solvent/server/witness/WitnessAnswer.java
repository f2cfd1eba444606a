package dev.solvent.server.witness;

import dev.solvent.attest.note.SignatureLine;

/** What came of asking one witness to cosign the log's newest checkpoint. */
public sealed interface WitnessAnswer {
  /** Its good cosignature. */
  record Cosigned(SignatureLine line) implements WitnessAnswer {}

  /** No answer, or one of a broken server; another try may help. */
  record Away(String why) implements WitnessAnswer {}

  /** It does not cosign for this log: it does not keep it, or pins another key. */
  record Refused(int status, String words) implements WitnessAnswer {}

  /** Something that is no cosignature of that checkpoint by that witness. */
  record Wrong(String why) implements WitnessAnswer {}

  /** It cosigned something older just now, for somebody else; another try helps. */
  record Behind(long storedSize) implements WitnessAnswer {}

  /**
   * It says that it has cosigned a larger log than the newest that was signed here: the log here is
   * an old copy. Whoever publishes stops, since to go on might fork the log.
   */
  record Ahead(long storedSize) implements WitnessAnswer {}

  /**
   * It says that what it has cosigned is no beginning of the log here, although the proof was
   * sound: the log here is of another history. Whoever publishes stops.
   */
  record OtherHistory(long storedSize) implements WitnessAnswer {}

  /** Whether to go on might fork the log. */
  default boolean stops() {
    return this instanceof Ahead || this instanceof OtherHistory;
  }
}
