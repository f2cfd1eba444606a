package dev.solvent.attest.signature;

import dev.solvent.merkle.MalformedException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;

/** A key of the test's own, in memory. */
public final class TestSigner implements Signer {
  private final KeyPair pair;
  private final VerifyingKey key;
  private final String algorithm;

  private TestSigner(KeyPair pair, String algorithm) throws MalformedException {
    this.pair = pair;
    this.algorithm = algorithm;
    key = VerifyingKey.ofSpki(pair.getPublic().getEncoded());
  }

  public static TestSigner ed25519() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      return new TestSigner(generator.generateKeyPair(), "Ed25519");
    } catch (GeneralSecurityException | MalformedException e) {
      throw new AssertionError(e);
    }
  }

  public static TestSigner p256() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return new TestSigner(generator.generateKeyPair(), "SHA256withECDSA");
    } catch (GeneralSecurityException | MalformedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public VerifyingKey key() {
    return key;
  }

  @Override
  public byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(pair.getPrivate());
      signature.update(message);
      byte[] bytes = signature.sign();
      return key instanceof P256Key ? EcdsaSignature.lower(bytes) : bytes;
    } catch (GeneralSecurityException | MalformedException e) {
      throw new AssertionError(e);
    }
  }
}
