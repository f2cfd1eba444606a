package dev.solvent.attest.note;

import dev.solvent.attest.signature.Signer;
import dev.solvent.attest.text.Timestamp;
import java.io.IOException;

/** Cosigns notes under a name, each with a time. What may be cosigned is for its caller to know. */
public final class Cosigner {
  private final NoteKey key;
  private final Signer signer;

  public Cosigner(NoteKey key, Signer signer) {
    this.key = SigningKeys.checked(key, KeyType.COSIGNATURE, signer);
    this.signer = signer;
  }

  public NoteKey key() {
    return key;
  }

  public SignatureLine cosign(String text, Timestamp now) throws IOException {
    byte[] signature = SigningKeys.sign(signer, TimedSignature.message(now, text));
    return SignatureLine.of(key, new TimedSignature(now, signature).bytes());
  }
}
