package dev.solvent.attest.note;

import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The characters that may stand in a note and in the name of a key. */
final class NoteText {
  /** In UTF-8; a C2SP format that names a signer gives the length a byte. */
  static final int MAX_NAME_BYTES = 255;

  private NoteText() {}

  /** UTF-8 without a replacement, and no control character below U+0020 but the line feed. */
  static String decode(byte[] utf8) throws MalformedException {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("note that is not UTF-8, want UTF-8", e);
    }
    checkCharacters(text);
    return text;
  }

  static void checkCharacters(String text) throws MalformedException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 && c != '\n') {
        throw new MalformedException(
            "note with the control character " + (int) c + ", want none but the line feed");
      }
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new MalformedException("note with an unpaired surrogate, want characters");
    }
  }

  static void checkName(String name) throws MalformedException {
    checkCharacters(name);
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    boolean usable = name.codePoints().noneMatch(c -> c == '+' || c == '\n' || isSpace(c));
    if (bytes < 1 || bytes > MAX_NAME_BYTES || !usable) {
      throw new MalformedException(
          "key name "
              + Quoted.of(name)
              + ", want 1 to "
              + MAX_NAME_BYTES
              + " bytes without space and plus");
    }
  }

  /** Unicode's White_Space as a list: what a name is must not change with the platform. */
  private static boolean isSpace(int c) {
    return (c >= 0x09 && c <= 0x0D)
        || c == 0x20
        || c == 0x85
        || c == 0xA0
        || c == 0x1680
        || (c >= 0x2000 && c <= 0x200A)
        || c == 0x2028
        || c == 0x2029
        || c == 0x202F
        || c == 0x205F
        || c == 0x3000;
  }
}
