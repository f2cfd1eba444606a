package dev.solvent.attest.log;

import dev.solvent.attest.note.Note;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * That an entry stands in a log, in one text that is checked offline: {@code
 * c2sp.org/tlog-proof@v1}, {@code docs/spec/log.md} section 6. The line {@code extra} of that
 * format, which nothing signs, is refused.
 */
public record LogProof(long index, List<Hash> path, SignedCheckpoint checkpoint) {
  private static final String FORMAT = "c2sp.org/tlog-proof@v1";
  private static final String INDEX = "index ";
  private static final int MAX_BYTES = Note.MAX_BYTES + (1 << 12);

  public LogProof {
    path = List.copyOf(path);
    if (index < 0 || path.size() > Lines.MAX_PROOF) {
      throw new IllegalArgumentException(
          "index " + index + " with " + path.size() + " hashes, want 0 or more and at most 63");
    }
  }

  public static LogProof parse(byte[] bytes) throws MalformedException {
    if (bytes.length > MAX_BYTES) {
      throw new MalformedException(
          "log proof of " + bytes.length + " bytes, want at most " + MAX_BYTES);
    }
    String text = Lines.decode("log proof", bytes);
    List<String> lines = Lines.first(text, 2 + Lines.MAX_PROOF + 1);
    if (lines.size() < 2 || !lines.get(0).equals(FORMAT) || !lines.get(1).startsWith(INDEX)) {
      throw new MalformedException(
          "log proof " + Quoted.of(text) + ", want the lines " + FORMAT + " and index");
    }
    long index = Lines.number("index", lines.get(1).substring(INDEX.length()));
    List<Hash> path = Lines.proof(lines, 2);
    String head = head(index, path);
    return new LogProof(
        index,
        path,
        SignedCheckpoint.parse(text.substring(head.length()).getBytes(StandardCharsets.UTF_8)));
  }

  private static String head(long index, List<Hash> path) {
    return FORMAT + "\n" + INDEX + index + "\n" + Lines.print(path);
  }

  /** The form that {@link #parse} reads. */
  public byte[] bytes() {
    String note = new String(checkpoint.bytes(), StandardCharsets.UTF_8);
    return (head(index, path) + note).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The check {@code log.inclusion}: these bytes are the entry at the wanted index of the
   * checkpoint's log. That the checkpoint is the log's is {@link SignedCheckpoint#check}.
   */
  public ProofVerdict check(byte[] entry, long wantedIndex) {
    if (index != wantedIndex) {
      return new ProofVerdict.Rejected(
          ProofVerdict.Reason.OUT_OF_RANGE, "index " + index + ", want " + wantedIndex);
    }
    return LogInclusion.check(LogHasher.leaf(entry), index, path, checkpoint.checkpoint());
  }
}
