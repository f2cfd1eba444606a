package dev.solvent.attest.note;

import dev.solvent.attest.text.Timestamp;
import java.util.List;
import java.util.Optional;

/** What a reader's keys say of a note. */
public sealed interface NoteVerdict {
  /** One key's signature that verified; the time where the key's type has one. */
  record Signed(NoteKey key, Optional<Timestamp> time) {}

  /** At least one known key signed, and no known key's line is wrong; each key once. */
  record Verified(List<Signed> signatures) implements NoteVerdict {
    public Verified {
      signatures = List.copyOf(signatures);
      long keys = signatures.stream().map(Signed::key).distinct().count();
      if (keys == 0 || keys != signatures.size()) {
        throw new IllegalArgumentException(
            signatures.size() + " signatures of " + keys + " keys, want one of each key");
      }
    }
  }

  /** The note says nothing to this reader. */
  record Refused(Reason reason, String detail) implements NoteVerdict {}

  /** Why. */
  enum Reason {
    /** A line names a known key, which did not sign it: somebody made it up. */
    BAD_SIGNATURE,
    /** No line is a known key's. */
    NO_KNOWN_KEY
  }
}
