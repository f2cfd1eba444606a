package dev.solvent.attest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;

/** One fault put into a good text, and what the refusal says. */
public final class Refusals {
  private Refusals() {}

  @FunctionalInterface
  public interface Read {
    Object read() throws MalformedException;
  }

  /** Also that a message is one line of printable characters, whatever the input was. */
  public static void assertRefused(String message, Read read) {
    MalformedException refusal = assertThrows(MalformedException.class, read::read);
    assertEquals(message, refusal.getMessage());
    assertTrue(message.chars().allMatch(c -> (c >= 0x20 && c < 0x7F) || c == '…'), message);
  }

  /** The text with the one place where {@code old} stands changed. */
  public static byte[] replaced(String text, String old, String now) {
    int at = text.indexOf(old);
    assertTrue(at >= 0, () -> "nothing to replace: " + old);
    assertEquals(-1, text.indexOf(old, at + 1), () -> "twice: " + old);
    return (text.substring(0, at) + now + text.substring(at + old.length()))
        .getBytes(StandardCharsets.UTF_8);
  }
}
