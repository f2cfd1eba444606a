package dev.solvent.attest.note;

import dev.solvent.attest.signature.Signer;
import java.io.IOException;

/** What both kinds of signers of notes do with the key's holder. */
final class SigningKeys {
  private SigningKeys() {}

  static NoteKey checked(NoteKey key, KeyType want, Signer signer) {
    if (key.type() != want || !signer.key().equals(key.key())) {
      throw new IllegalArgumentException(
          "signer of " + signer.key() + ", want one of " + key.key() + " and type " + want);
    }
    return key;
  }

  /** A signature that its own key refuses would make every reader refuse the note. */
  static byte[] sign(Signer signer, byte[] message) throws IOException {
    byte[] signature = signer.sign(message);
    if (!signer.key().verify(message, signature)) {
      throw new IOException("signature that its own key does not verify, want a sound signer");
    }
    return signature;
  }
}
