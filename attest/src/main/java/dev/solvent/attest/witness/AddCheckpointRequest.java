package dev.solvent.attest.witness;

import dev.solvent.attest.log.Lines;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.note.Note;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A log's new checkpoint, and why it continues the one of the old size. */
public record AddCheckpointRequest(long oldSize, List<Hash> proof, SignedCheckpoint checkpoint) {
  private static final String OLD = "old ";
  private static final int MAX_BYTES = Note.MAX_BYTES + (1 << 12);

  public AddCheckpointRequest {
    proof = List.copyOf(proof);
    if (oldSize < 0 || proof.size() > Lines.MAX_PROOF) {
      throw new IllegalArgumentException(
          "old size " + oldSize + " with " + proof.size() + " hashes, want 0 or more, at most 63");
    }
  }

  public static AddCheckpointRequest parse(byte[] body) throws MalformedException {
    if (body.length > MAX_BYTES) {
      throw new MalformedException(
          "request of " + body.length + " bytes, want at most " + MAX_BYTES);
    }
    String text = Lines.decode("request", body);
    List<String> lines = Lines.first(text, 1 + Lines.MAX_PROOF + 1);
    if (lines.isEmpty() || !lines.getFirst().startsWith(OLD)) {
      throw new MalformedException("request " + Quoted.of(text) + ", want the line old SIZE");
    }
    long oldSize = Lines.number("old size", lines.getFirst().substring(OLD.length()));
    List<Hash> proof = Lines.proof(lines, 1);
    String note = text.substring(head(oldSize, proof).length());
    return new AddCheckpointRequest(
        oldSize, proof, SignedCheckpoint.parse(note.getBytes(StandardCharsets.UTF_8)));
  }

  private static String head(long oldSize, List<Hash> proof) {
    return OLD + oldSize + "\n" + Lines.print(proof);
  }

  /** The form that {@link #parse} reads. */
  public byte[] bytes() {
    String note = new String(checkpoint.bytes(), StandardCharsets.UTF_8);
    return (head(oldSize, proof) + note).getBytes(StandardCharsets.UTF_8);
  }
}
