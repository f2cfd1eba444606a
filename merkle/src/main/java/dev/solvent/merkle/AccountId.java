package dev.solvent.merkle;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the customer knew to be theirs alone before the epoch, such as an e-mail address: 1 to 255
 * bytes of UTF-8, in NFC, compared byte by byte.
 *
 * <p>Characters that end a line, cannot be seen or reorder what is seen are refused by code point.
 * The list is fixed, because a Unicode category would change with the platform's tables. It is not
 * a promise that ids which look alike are alike: letters of two scripts may share a shape.
 */
public record AccountId(String text) {
  public static final int MAX_BYTES = 255;

  public AccountId {
    String problem = problem(text);
    if (problem != null) {
      throw new IllegalArgumentException(problem);
    }
  }

  public static AccountId parse(String text) throws MalformedException {
    try {
      return new AccountId(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedException(String.valueOf(e.getMessage()), e);
    }
  }

  public byte[] utf8() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return text;
  }

  private static @Nullable String problem(String text) {
    if (text.length() > MAX_BYTES) { // a character is at least a byte; a book's cell may be huge
      return "account id of more than 255 bytes, want 1 to 255";
    }
    byte[] utf8 = encode(text);
    return utf8 == null
        ? "account id with an unpaired surrogate, want Unicode text"
        : problem(utf8, 0, utf8.length);
  }

  /** What is wrong with these bytes as an account id, as a sentence; null where nothing is. */
  public static @Nullable String problem(byte[] bytes, int at, int length) {
    Objects.checkFromIndexSize(at, length, bytes.length);
    if (length == 0) {
      return "empty account id, want 1 to 255 bytes";
    }
    if (length > MAX_BYTES) {
      return "account id of " + length + " bytes, want 1 to 255";
    }
    for (int i = at; i < at + length; i++) {
      if (bytes[i] < 0x20 || bytes[i] == 0x7F) {
        return problemOfText(bytes, at, length); // a control character or not ASCII
      }
    }
    return null;
  }

  private static @Nullable String problemOfText(byte[] bytes, int at, int length) {
    String text;
    try {
      CharBuffer decoded =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, length));
      text = decoded.toString();
    } catch (CharacterCodingException e) {
      return "account id that is not UTF-8, want UTF-8 text";
    }
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (isRefused(c)) {
        return String.format(
            Locale.ROOT,
            "account id with U+%04X, want no control, invisible or direction character",
            c);
      }
    }
    boolean ascii =
        text.length() == length; // and then composed: the normalizer's tables stay unread
    if (!ascii && !Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
      return "account id that is not in NFC, want composed characters";
    }
    return null;
  }

  private static boolean isRefused(int c) {
    return c <= 0x1F
        || (c >= 0x7F && c <= 0x9F)
        || c == 0xAD
        || c == 0x61C
        || (c >= 0x200B && c <= 0x200F)
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2060 && c <= 0x206F)
        || c == 0xFEFF
        || (c >= 0xFFF9 && c <= 0xFFFB);
  }

  private static byte @Nullable [] encode(String text) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
