package dev.solvent.attest.signature;

import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;

/** A signer whose key lives as long as the test. */
public final class TestSigner implements Signer {
  private final VerifyingKey key;
  private final KeyPair pair;
  private final String algorithm;

  private TestSigner(KeyPair pair, String algorithm) throws MalformedException {
    this.pair = pair;
    this.algorithm = algorithm;
    key = VerifyingKey.ofSpki(pair.getPublic().getEncoded());
  }

  public static TestSigner ed25519() {
    try {
      return new TestSigner(KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), "Ed25519");
    } catch (GeneralSecurityException | MalformedException e) {
      throw new IllegalStateException(e);
    }
  }

  public static TestSigner p256() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return new TestSigner(generator.generateKeyPair(), "SHA256withECDSA");
    } catch (GeneralSecurityException | MalformedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public VerifyingKey key() {
    return key;
  }

  @Override
  public byte[] sign(byte[] message) throws IOException {
    try {
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(pair.getPrivate());
      signer.update(message);
      byte[] signature = signer.sign();
      return key instanceof P256Key ? EcdsaSignature.lower(signature) : signature;
    } catch (GeneralSecurityException | MalformedException e) {
      throw new IOException(e);
    }
  }
}
