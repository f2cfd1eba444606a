package dev.solvent.attest.signature;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;

/**
 * The JDK's own implementation, asked for by name: another provider that a program registers before
 * it, such as Bouncy Castle's, would bring its own rule of what a signature is.
 */
final class Platform {
  private static final String PROVIDER = "SunEC";

  private Platform() {}

  static PublicKey publicKey(String algorithm, byte[] spki) throws InvalidKeySpecException {
    try {
      return KeyFactory.getInstance(algorithm, PROVIDER)
          .generatePublic(new X509EncodedKeySpec(spki));
    } catch (InvalidKeySpecException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw unusable(algorithm, e);
    }
  }

  /** A platform that cannot verify says so; that is no verdict on the signature. */
  static boolean verify(String algorithm, PublicKey key, byte[] message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(algorithm, PROVIDER);
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (SignatureException e) {
      return false; // how the JDK says that a number in it is out of range
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("a key that was read is not usable", e);
    } catch (GeneralSecurityException e) {
      throw unusable(algorithm, e);
    }
  }

  private static IllegalStateException unusable(String algorithm, GeneralSecurityException cause) {
    return new IllegalStateException(
        "no " + algorithm + " of " + PROVIDER + ", want a JDK that has it", cause);
  }
}
