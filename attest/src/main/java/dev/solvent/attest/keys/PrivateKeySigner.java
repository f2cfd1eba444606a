package dev.solvent.attest.keys;

import dev.solvent.attest.signature.EcdsaSignature;
import dev.solvent.attest.signature.Signer;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Signature;

/**
 * Signs with a private key of the JDK's, which may be a mere handle to one in a device. Any number
 * of threads may sign at once.
 */
final class PrivateKeySigner implements Signer {
  static final String FOREIGN =
      "private key that does not belong to its certificate, want the certificate's own";

  /** Nothing that Solvent signs begins like this. */
  private static final byte[] PROBE =
      "does this private key belong to this public key?".getBytes(StandardCharsets.US_ASCII);

  private final VerifyingKey key;
  private final PrivateKey privateKey;
  private final Provider provider;

  private PrivateKeySigner(VerifyingKey key, PrivateKey privateKey, Provider provider) {
    this.key = key;
    this.privateKey = privateKey;
    this.provider = provider;
  }

  /** Signs once to see that the two are one key: every later signature would be refused. */
  static PrivateKeySigner of(VerifyingKey key, PrivateKey privateKey, Provider provider)
      throws IOException {
    PrivateKeySigner signer = new PrivateKeySigner(key, privateKey, provider);
    if (!key.verify(PROBE, signer.sign(PROBE))) {
      throw new IOException(FOREIGN);
    }
    return signer;
  }

  @Override
  public VerifyingKey key() {
    return key;
  }

  @Override
  public byte[] sign(byte[] message) throws IOException {
    KeyAlgorithm algorithm = KeyAlgorithm.of(key);
    try {
      Signature signature = Signature.getInstance(algorithm.signature(), provider);
      signature.initSign(privateKey);
      signature.update(message);
      byte[] bytes = signature.sign();
      return algorithm == KeyAlgorithm.P256 ? EcdsaSignature.lower(bytes) : bytes;
    } catch (GeneralSecurityException | ProviderException | MalformedException e) {
      // An HSM that was closed or pulled out says so with an unchecked exception.
      throw new IOException(
          "no signature by " + key + " (" + e.getMessage() + "), want a key that can be used", e);
    }
  }
}
