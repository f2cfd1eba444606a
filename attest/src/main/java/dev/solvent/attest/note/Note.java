package dev.solvent.attest.note;

import dev.solvent.attest.note.NoteVerdict.Reason;
import dev.solvent.attest.note.NoteVerdict.Refused;
import dev.solvent.attest.note.NoteVerdict.Signed;
import dev.solvent.attest.note.NoteVerdict.Verified;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A text that ends in a line feed, and the lines of those who say that they signed it. It says
 * nothing before {@link #verify}.
 */
public record Note(String text, List<SignatureLine> signatures) {
  public static final int MAX_BYTES = 1 << 18;
  public static final int MAX_SIGNATURES = 64;

  public Note {
    signatures = List.copyOf(signatures);
    try {
      NoteText.checkCharacters(text);
      check(text, signatures.size());
    } catch (MalformedException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static void check(String text, int signatures) throws MalformedException {
    if (!text.endsWith("\n")) {
      throw new MalformedException("note whose text ends within a line, want a line feed");
    }
    if (signatures < 1 || signatures > MAX_SIGNATURES) {
      throw new MalformedException(
          "note with " + signatures + " signatures, want 1 to " + MAX_SIGNATURES);
    }
  }

  public static Note parse(byte[] bytes) throws MalformedException {
    if (bytes.length > MAX_BYTES) {
      throw new MalformedException("note of " + bytes.length + " bytes, want at most " + MAX_BYTES);
    }
    String all = NoteText.decode(bytes);
    int blank = all.lastIndexOf("\n\n");
    if (blank < 0 || !all.endsWith("\n")) {
      throw new MalformedException("note without signatures, want a blank line before them");
    }
    String text = all.substring(0, blank + 1);
    List<SignatureLine> lines = lines(all.substring(blank + 2));
    check(text, lines.size());
    return new Note(text, lines);
  }

  /** Reads signature lines that stand alone, as a witness answers with them. */
  public static List<SignatureLine> parseLines(byte[] bytes) throws MalformedException {
    if (bytes.length > MAX_BYTES) {
      throw new MalformedException(
          "signature lines of " + bytes.length + " bytes, want at most " + MAX_BYTES);
    }
    return lines(NoteText.decode(bytes));
  }

  private static List<SignatureLine> lines(String text) throws MalformedException {
    List<SignatureLine> lines = new ArrayList<>();
    for (int at = 0; at < text.length(); ) {
      int end = text.indexOf('\n', at);
      if (end < 0 || lines.size() == MAX_SIGNATURES) {
        throw new MalformedException(
            end < 0
                ? "signature line without its end, want a line feed"
                : "more signatures than " + MAX_SIGNATURES + ", want at most as many");
      }
      lines.add(SignatureLine.parse(text.substring(at, end)));
      at = end + 1;
    }
    return lines;
  }

  /**
   * Verifies the line of every known key. One wrong line of a known key refuses the note, whatever
   * else stands there; a key that signed more than once counts once, by its newest time.
   */
  public NoteVerdict verify(List<NoteKey> known) {
    Map<NoteKey, Signed> signed = new LinkedHashMap<>();
    for (SignatureLine line : signatures) {
      for (NoteKey key : known) {
        if (!line.isBy(key)) {
          continue;
        }
        Optional<Signed> one = verified(key, line);
        if (one.isEmpty()) {
          return new Refused(
              Reason.BAD_SIGNATURE, "signature of " + key.name() + " that does not verify");
        }
        signed.merge(key, one.get(), Note::newer);
      }
    }
    if (signed.isEmpty()) {
      return new Refused(Reason.NO_KNOWN_KEY, "no signature by a key that is trusted here");
    }
    return new Verified(List.copyOf(signed.values()));
  }

  private static Signed newer(Signed one, Signed other) {
    Comparator<Signed> byTime =
        Comparator.comparing(signed -> signed.time().orElseThrow(IllegalStateException::new));
    return one.time().isPresent() && byTime.compare(one, other) < 0 ? other : one;
  }

  private Optional<Signed> verified(NoteKey key, SignatureLine line) {
    return switch (key.type()) {
      case ED25519 ->
          key.key().verify(text.getBytes(StandardCharsets.UTF_8), line.signature())
              ? Optional.of(new Signed(key, Optional.empty()))
              : Optional.empty();
      case COSIGNATURE -> verifiedCosignature(key, line);
    };
  }

  private Optional<Signed> verifiedCosignature(NoteKey key, SignatureLine line) {
    try {
      TimedSignature timed = TimedSignature.parse(line.signature());
      Timestamp time = timed.time();
      return key.key().verify(TimedSignature.message(time, text), timed.signature())
          ? Optional.of(new Signed(key, Optional.of(time)))
          : Optional.empty();
    } catch (MalformedException e) {
      return Optional.empty(); // of another length, or of a time that no clock shows
    }
  }

  /** The same text with further lines under those that stand there. */
  public Note with(List<SignatureLine> further) {
    List<SignatureLine> all = new ArrayList<>(signatures);
    all.addAll(further);
    return new Note(text, all);
  }

  /** The form that {@link #parse} reads. */
  public byte[] bytes() {
    StringBuilder all = new StringBuilder(text).append('\n');
    signatures.forEach(line -> all.append(line).append('\n'));
    return all.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "Note[" + Quoted.of(text) + ", " + signatures.size() + " signatures]";
  }
}
