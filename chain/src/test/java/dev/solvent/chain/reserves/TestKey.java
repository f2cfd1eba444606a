package dev.solvent.chain.reserves;

import dev.solvent.attest.signature.Signer;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;

/** A new Ed25519 key of the JDK's. */
public final class TestKey implements Signer {
  private final KeyPair pair;
  private final VerifyingKey key;

  public TestKey() throws GeneralSecurityException, MalformedException {
    pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    key = VerifyingKey.ofSpki(pair.getPublic().getEncoded());
  }

  @Override
  public VerifyingKey key() {
    return key;
  }

  @Override
  public byte[] sign(byte[] message) throws IOException {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }
}
