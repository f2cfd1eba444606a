package dev.solvent.attest.note;

import dev.solvent.attest.signature.Signer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Signs notes under a name. It signs whatever it is given: what may be signed is for its caller to
 * know.
 */
public final class NoteSigner {
  private final NoteKey key;
  private final Signer signer;

  public NoteSigner(NoteKey key, Signer signer) {
    this.key = SigningKeys.checked(key, KeyType.ED25519, signer);
    this.signer = signer;
  }

  public NoteKey key() {
    return key;
  }

  public SignatureLine sign(String text) throws IOException {
    byte[] message = text.getBytes(StandardCharsets.UTF_8);
    return SignatureLine.of(key, SigningKeys.sign(signer, message));
  }
}
