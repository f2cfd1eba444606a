package dev.solvent.attest.json;

import dev.solvent.merkle.MalformedException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Strict UTF-8 and UTF-16: what is not Unicode text is refused, never replaced. */
final class Unicode {
  private Unicode() {}

  /** The characters, from the buffer's start to its limit; it has an array. */
  static CharBuffer decode(byte[] utf8) throws MalformedException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder(); // reports, does not replace
    ByteBuffer in = ByteBuffer.wrap(utf8);
    CharBuffer out = CharBuffer.allocate(utf8.length); // never more characters than bytes
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      throw new MalformedException("not UTF-8 at byte " + in.position() + ", want UTF-8");
    }
    return out.flip();
  }

  /** How many bytes of UTF-8 the first {@code count} characters are. */
  static int utf8Length(char[] chars, int count) {
    return new String(chars, 0, count).getBytes(StandardCharsets.UTF_8).length;
  }

  static boolean isText(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean paired = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
        if (!paired) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /** As one line for a message: printable ASCII, the rest as {@code \\uXXXX}, cut at a length. */
  static String shown(String text, int max) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < text.length() && i < max; i++) {
      char c = text.charAt(i);
      if ((c >= 0x20 && c < 0x7F) || c == '…') {
        line.append(c);
      } else {
        line.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
      }
    }
    return text.length() <= max ? line.toString() : line.append('…').toString();
  }
}
