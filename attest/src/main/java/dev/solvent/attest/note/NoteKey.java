package dev.solvent.attest.note;

import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.signature.Ed25519Key;
import dev.solvent.attest.text.Base64Text;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A key that a reader trusts to sign notes under a name. Written {@code name+id+base64}: the id in
 * eight hex digits, the base64 of the type's byte and the 32 bytes of the key.
 */
public record NoteKey(String name, KeyType type, Ed25519Key key) {
  private static final int MAX_TEXT = 1024;

  public NoteKey {
    try {
      NoteText.checkName(name);
    } catch (MalformedException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  public static NoteKey parse(String text) throws MalformedException {
    int first = text.indexOf('+');
    int second = text.indexOf('+', first + 1);
    if (text.length() > MAX_TEXT || first < 0 || second < 0) {
      throw new MalformedException("key " + Quoted.of(text) + ", want name+id+base64");
    }
    String name = text.substring(0, first);
    NoteText.checkName(name);
    byte[] typed = Base64Text.decode(text.substring(second + 1));
    if (typed.length == 0) {
      throw new MalformedException("key of 0 bytes, want its type and 32 bytes");
    }
    KeyType type = KeyType.ofCode(typed[0]);
    Ed25519Key key = Ed25519Key.ofRaw(Arrays.copyOfRange(typed, 1, typed.length));
    NoteKey parsed = new NoteKey(name, type, key);
    if (!parsed.toString().equals(text)) {
      throw new MalformedException(
          "key id "
              + Quoted.of(text.substring(first + 1, second))
              + ", want "
              + parsed.idText()
              + ", as the name and key give it");
    }
    return parsed;
  }

  /** The first four bytes of a hash over name, type and key: a hint, never trusted by itself. */
  int id() {
    ByteArrayOutputStream hashed = new ByteArrayOutputStream();
    hashed.writeBytes(name.getBytes(StandardCharsets.UTF_8));
    hashed.write('\n');
    hashed.writeBytes(typed());
    return ByteBuffer.wrap(Digests.sha256(hashed.toByteArray()).toBytes()).getInt();
  }

  private String idText() {
    return HexFormat.of().toHexDigits(id());
  }

  private byte[] typed() {
    return ByteBuffer.allocate(1 + Ed25519Key.BYTES).put(type.code()).put(key.raw()).array();
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    return name + "+" + idText() + "+" + Base64Text.encode(typed());
  }
}
