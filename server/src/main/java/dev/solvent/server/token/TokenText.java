package dev.solvent.server.token;

import dev.solvent.attest.signature.Digests;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * A token as its bearer has it: {@code solvent_} and 32 bytes in base64url, which has one spelling.
 * Not a record and without {@code toString}: the text leaves through {@link #exposeText} only.
 */
public final class TokenText {
  private static final String PREFIX = "solvent_";
  private static final int BYTES = 32;
  private static final int LENGTH = PREFIX.length() + 43;

  private final byte[] bytes;

  private TokenText(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A new one; {@code random} is a {@link java.security.SecureRandom} wherever it counts. */
  static TokenText make(RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new TokenText(bytes);
  }

  /** Reads a token; the message never repeats it. */
  public static TokenText parse(String text) throws MalformedException {
    if (text.length() == LENGTH && text.startsWith(PREFIX)) {
      try {
        TokenText token =
            new TokenText(Base64.getUrlDecoder().decode(text.substring(PREFIX.length())));
        if (token.exposeText().equals(text)) {
          return token;
        }
      } catch (IllegalArgumentException e) {
        throw malformed(text); // without the cause, which repeats a character
      }
    }
    throw malformed(text);
  }

  private static MalformedException malformed(String text) {
    return new MalformedException(
        "token of " + text.length() + " characters in another form, want solvent_ and 43 more");
  }

  /** What is kept of it: over its characters as they are sent, docs/spec/api.md section 8. */
  public Hash hash() {
    return Digests.sha256(exposeText().getBytes(StandardCharsets.US_ASCII));
  }

  /** The token itself, for where its bearer is shown it. */
  public String exposeText() {
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
