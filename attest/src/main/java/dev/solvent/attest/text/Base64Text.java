package dev.solvent.attest.text;

import dev.solvent.merkle.MalformedException;
import java.util.Base64;

/**
 * Bytes as text: RFC 4648 section 4, padded, the unused bits zero. What decodes to the same bytes
 * but is spelt otherwise is refused.
 */
public final class Base64Text {
  private Base64Text() {}

  /** The message never repeats the text: it may be a secret. */
  public static byte[] decode(String text) throws MalformedException {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (encode(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new MalformedException(problem(text)); // without the cause, which repeats a character
    }
    throw new MalformedException(problem(text));
  }

  public static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String problem(String text) {
    return "base64 of "
        + text.length()
        + " characters in another form, want RFC 4648 section 4, padded";
  }
}
