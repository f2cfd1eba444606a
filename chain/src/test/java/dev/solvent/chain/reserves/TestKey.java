package dev.solvent.chain.reserves;

import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.signature.Ed25519Key;
import dev.solvent.attest.signature.Signer;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** An Ed25519 key of the JDK's. */
public final class TestKey implements Signer {
  private final PrivateKey secret;
  private final VerifyingKey key;

  private TestKey(PrivateKey secret, VerifyingKey key) {
    this.secret = secret;
    this.key = key;
  }

  /** A new one. */
  public TestKey() throws GeneralSecurityException, MalformedException {
    this(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
  }

  private TestKey(KeyPair pair) throws MalformedException {
    this(pair.getPrivate(), VerifyingKey.ofSpki(pair.getPublic().getEncoded()));
  }

  /** One that anybody can make again, as the fixtures' keys are: from the hash of its name. */
  public static TestKey named(String name) throws GeneralSecurityException, MalformedException {
    byte[] seed = Digests.sha256(name.getBytes(StandardCharsets.UTF_8)).toBytes();
    byte[] raw = new byte[Ed25519Key.BYTES];
    Ed25519.generatePublicKey(seed, 0, raw, 0);
    PrivateKey secret =
        KeyFactory.getInstance("Ed25519")
            .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
    return new TestKey(secret, Ed25519Key.ofRaw(raw));
  }

  @Override
  public VerifyingKey key() {
    return key;
  }

  @Override
  public byte[] sign(byte[] message) throws IOException {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(secret);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }
}
