package dev.solvent.attest.keys;

import dev.solvent.attest.signature.Ed25519Key;
import dev.solvent.attest.signature.P256Key;
import dev.solvent.attest.signature.VerifyingKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;

/**
 * The two kinds of key, as the JDK names them. Its own implementation is asked for by name, so that
 * another one in the same process never sees a private key.
 */
public enum KeyAlgorithm {
  ED25519("Ed25519", "Ed25519"),
  P256("EC", "SHA256withECDSA");

  static final String PROVIDER = "SunEC";

  private final String family;
  private final String signature;

  KeyAlgorithm(String family, String signature) {
    this.family = family;
    this.signature = signature;
  }

  static KeyAlgorithm of(VerifyingKey key) {
    return switch (key) {
      case Ed25519Key _ -> ED25519;
      case P256Key _ -> P256;
    };
  }

  /** What the JDK calls signing with such a key. */
  String signature() {
    return signature;
  }

  /** A new key from the JDK's SecureRandom. */
  KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(family, PROVIDER);
      generator.initialize(
          switch (this) {
            case ED25519 -> NamedParameterSpec.ED25519;
            case P256 -> new ECGenParameterSpec("secp256r1");
          });
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    }
  }

  PrivateKey privateKey(byte[] pkcs8) throws InvalidKeySpecException {
    return factory().generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  Provider provider() {
    return factory().getProvider();
  }

  private KeyFactory factory() {
    try {
      return KeyFactory.getInstance(family, PROVIDER);
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    }
  }

  private IllegalStateException unusable(GeneralSecurityException cause) {
    return new IllegalStateException(
        "no " + this + " of " + PROVIDER + ", want a JDK that has it", cause);
  }
}
