package dev.solvent.attest.signature;

import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;

/**
 * A public key, and so the algorithm of its signatures. Two keys are equal where their encodings
 * are; there is one encoding a key.
 */
public sealed interface VerifyingKey permits Ed25519Key, P256Key {
  /** Reads the one DER encoding of a SubjectPublicKeyInfo. */
  static VerifyingKey ofSpki(byte[] der) throws MalformedException {
    if (Ed25519Key.isSpki(der)) {
      return Ed25519Key.ofSpki(der);
    }
    if (P256Key.isSpki(der)) {
      return P256Key.ofSpki(der);
    }
    throw new MalformedException(
        "public key of " + der.length + " bytes, want the SPKI of an Ed25519 or P-256 key");
  }

  /** The SubjectPublicKeyInfo in DER. */
  byte[] spki();

  /** SHA-256 of {@link #spki}: what an envelope's {@code keyid} says in hex. */
  Hash id();

  /** Whether this key signed exactly these bytes. Nothing about a signature makes it throw. */
  boolean verify(byte[] message, byte[] signature);
}
