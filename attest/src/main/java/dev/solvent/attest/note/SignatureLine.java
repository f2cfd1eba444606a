package dev.solvent.attest.note;

import dev.solvent.attest.text.Base64Text;
import dev.solvent.merkle.MalformedException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One line under a note: the name of a key, and in base64 the key's id and what it signed. Nothing
 * is known of a line until its key has verified it.
 */
public record SignatureLine(String name, String base64) {
  static final String DASH = "\u2014 ";

  /** Enough for the longest post-quantum signature of today, twice over. */
  private static final int MAX_BYTES = 10_000;

  private static final int ID_BYTES = 4;

  public SignatureLine {
    try {
      check(name, base64);
    } catch (MalformedException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  static SignatureLine of(NoteKey key, byte[] signature) {
    byte[] bytes =
        ByteBuffer.allocate(ID_BYTES + signature.length).putInt(key.id()).put(signature).array();
    return new SignatureLine(key.name(), Base64Text.encode(bytes));
  }

  /** Reads the line without its line feed. */
  public static SignatureLine parse(String line) throws MalformedException {
    int space = line.lastIndexOf(' ');
    if (!line.startsWith(DASH) || space < DASH.length()) {
      throw new MalformedException(
          "signature line of " + line.length() + " characters, want an em dash, a name and base64");
    }
    String name = line.substring(DASH.length(), space);
    String base64 = line.substring(space + 1);
    check(name, base64);
    return new SignatureLine(name, base64);
  }

  private static void check(String name, String base64) throws MalformedException {
    NoteText.checkName(name);
    if (base64.length() > MAX_BYTES * 4 / 3) {
      throw new MalformedException(
          "signature of " + base64.length() + " characters, want at most " + MAX_BYTES + " bytes");
    }
    int bytes = Base64Text.decode(base64).length;
    if (bytes <= ID_BYTES) {
      throw new MalformedException(
          "signature of " + bytes + " bytes, want a key id of 4 and a signature");
    }
  }

  private byte[] bytes() {
    try {
      return Base64Text.decode(base64);
    } catch (MalformedException e) {
      throw new AssertionError("the constructor decoded it", e);
    }
  }

  int keyId() {
    return ByteBuffer.wrap(bytes()).getInt();
  }

  byte[] signature() {
    byte[] bytes = bytes();
    return Arrays.copyOfRange(bytes, ID_BYTES, bytes.length);
  }

  /** Whether it says that it is by this key. */
  public boolean isBy(NoteKey key) {
    return keyId() == key.id() && name.equals(key.name());
  }

  /** The line, without a line feed. */
  @Override
  public String toString() {
    return DASH + name + " " + base64;
  }
}
