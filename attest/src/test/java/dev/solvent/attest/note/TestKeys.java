package dev.solvent.attest.note;

import dev.solvent.attest.signature.Ed25519Key;
import dev.solvent.attest.signature.Signer;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Keys whose private half is the hash of their name. */
public final class TestKeys {
  private static final Map<String, Signer> SIGNERS = new ConcurrentHashMap<>();

  private TestKeys() {}

  public static Signer signer(String name) {
    return SIGNERS.computeIfAbsent(name, TestKeys::derived);
  }

  private static Signer derived(String name) {
    try {
      byte[] seed =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      byte[] raw = new byte[Ed25519Key.BYTES];
      Ed25519.generatePublicKey(seed, 0, raw, 0);
      PrivateKey secret =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
      return new TestSigner(Ed25519Key.ofRaw(raw), secret);
    } catch (GeneralSecurityException | MalformedException e) {
      throw new AssertionError(e);
    }
  }

  private record TestSigner(Ed25519Key key, PrivateKey secret) implements Signer {
    @Override
    public byte[] sign(byte[] message) {
      try {
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(secret);
        signer.update(message);
        return signer.sign();
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }
  }

  public static NoteKey key(String name, KeyType type) {
    return new NoteKey(name, type, (Ed25519Key) signer(name).key());
  }

  public static NoteSigner noteSigner(String name) {
    return new NoteSigner(key(name, KeyType.ED25519), signer(name));
  }

  public static Cosigner cosigner(String name) {
    return new Cosigner(key(name, KeyType.COSIGNATURE), signer(name));
  }
}
