package dev.solvent.attest.log;

import dev.solvent.attest.log.CheckpointVerdict.Accepted;
import dev.solvent.attest.log.CheckpointVerdict.Reason;
import dev.solvent.attest.log.CheckpointVerdict.Rejected;
import dev.solvent.attest.note.Note;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.note.NoteVerdict.Refused;
import dev.solvent.attest.note.NoteVerdict.Signed;
import dev.solvent.attest.note.NoteVerdict.Verified;
import dev.solvent.attest.note.SignatureLine;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.util.List;

/** A checkpoint as published, with the lines of those who say that they signed it. */
public record SignedCheckpoint(Checkpoint checkpoint, List<SignatureLine> signatures) {
  public SignedCheckpoint {
    signatures = new Note(checkpoint.text(), signatures).signatures();
  }

  public static SignedCheckpoint parse(byte[] bytes) throws MalformedException {
    Note note = Note.parse(bytes);
    return new SignedCheckpoint(Checkpoint.parse(note.text()), note.signatures());
  }

  public Note note() {
    return new Note(checkpoint.text(), signatures);
  }

  /** The form that {@link #parse} reads. */
  public byte[] bytes() {
    return note().bytes();
  }

  /** The check {@code log.checkpoint}: the expected origin, and every pinned key of the log. */
  public CheckpointVerdict check(String origin, List<NoteKey> pinned) {
    if (pinned.isEmpty()) {
      throw new IllegalArgumentException("0 pinned keys of a log, want at least 1");
    }
    if (!checkpoint.origin().equals(origin)) {
      return new Rejected(
          Reason.OTHER_ORIGIN,
          "log " + Quoted.of(checkpoint.origin()) + ", want " + Quoted.of(origin));
    }
    return switch (note().verify(pinned)) {
      case Refused(var reason, var detail) -> new Rejected(Reason.NOT_SIGNED, detail);
      case Verified(var signed) -> {
        List<NoteKey> keys = signed.stream().map(Signed::key).toList();
        yield keys.containsAll(pinned)
            ? new Accepted(checkpoint)
            : new Rejected(
                Reason.NOT_SIGNED,
                keys.size() + " of the log's keys signed, want all " + pinned.size());
      }
    };
  }

  /** The same checkpoint with the lines of these keys and no others. */
  public SignedCheckpoint only(List<NoteKey> keys) {
    return new SignedCheckpoint(
        checkpoint,
        signatures.stream().filter(line -> keys.stream().anyMatch(line::isBy)).toList());
  }

  /** The same checkpoint with further lines under those that stand there. */
  public SignedCheckpoint with(List<SignatureLine> further) {
    return new SignedCheckpoint(checkpoint, note().with(further).signatures());
  }
}
