package dev.solvent.attest.log;

import dev.solvent.attest.text.Base64Text;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.nio.charset.StandardCharsets;

/**
 * What a log commits to: who it is, how many entries it has, and the root over them. Three lines,
 * {@code docs/spec/log.md} section 3; extension lines, which nobody could check, are refused.
 */
public record Checkpoint(String origin, long size, Hash root) {
  private static final int MAX_ORIGIN_BYTES = 255;

  public Checkpoint {
    try {
      check(origin, size, root);
    } catch (MalformedException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Of a log that has no entry yet. */
  public static Checkpoint empty(String origin) {
    return new Checkpoint(origin, 0, LogHasher.EMPTY_ROOT);
  }

  private static void check(String origin, long size, Hash root) throws MalformedException {
    int bytes = origin.getBytes(StandardCharsets.UTF_8).length;
    if (bytes < 1 || bytes > MAX_ORIGIN_BYTES || origin.chars().anyMatch(c -> c < 0x20)) {
      throw new MalformedException(
          "origin " + Quoted.of(origin) + ", want one line of 1 to " + MAX_ORIGIN_BYTES + " bytes");
    }
    if (size < 0) {
      throw new MalformedException("log size " + size + ", want 0 or more");
    }
    if (size == 0 && !root.equals(LogHasher.EMPTY_ROOT)) {
      throw new MalformedException("root " + root + " of an empty log, want the hash of nothing");
    }
  }

  /** Reads the text of a note. */
  public static Checkpoint parse(String text) throws MalformedException {
    String[] lines = text.split("\n", 5);
    if (lines.length != 4 || !lines[3].isEmpty()) {
      throw new MalformedException(
          "checkpoint " + Quoted.of(text) + ", want the three lines origin, size and root");
    }
    long size = Lines.number("log size", lines[1]);
    Hash root = Lines.hash("root", lines[2]);
    check(lines[0], size, root);
    return new Checkpoint(lines[0], size, root);
  }

  /** The form that {@link #parse} reads, and what a log signs. */
  public String text() {
    return origin + "\n" + size + "\n" + Base64Text.encode(root.toBytes()) + "\n";
  }
}
