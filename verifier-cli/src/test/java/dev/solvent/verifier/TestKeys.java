package dev.solvent.verifier;

import dev.solvent.attest.note.Cosigner;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.note.NoteSigner;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.signature.Ed25519Key;
import dev.solvent.attest.signature.Signer;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.attest.trust.KeySet;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Comparator;
import java.util.stream.Stream;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Keys that anybody can make again: the private half is the hash of the name. */
public final class TestKeys {
  private TestKeys() {}

  private record NamedSigner(Ed25519Key key, PrivateKey secret) implements Signer {
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

  public static Signer signer(String name) {
    byte[] seed = Digests.sha256(name.getBytes(StandardCharsets.UTF_8)).toBytes();
    byte[] raw = new byte[Ed25519Key.BYTES];
    Ed25519.generatePublicKey(seed, 0, raw, 0);
    try {
      PrivateKey secret =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
      return new NamedSigner(Ed25519Key.ofRaw(raw), secret);
    } catch (GeneralSecurityException | MalformedException e) {
      throw new AssertionError(e);
    }
  }

  public static VerifyingKey key(String name) {
    return signer(name).key();
  }

  /** The key of {@code of}, under another name. */
  public static NoteKey note(String name, KeyType type, String of) {
    return new NoteKey(name, type, (Ed25519Key) key(of));
  }

  public static NoteSigner noteSigner(String name, String of) {
    return new NoteSigner(note(name, KeyType.ED25519, of), signer(of));
  }

  public static Cosigner cosigner(String name) {
    return new Cosigner(note(name, KeyType.COSIGNATURE, name), signer(name));
  }

  public static KeySet set(int threshold, String... names) {
    return new KeySet(
        Stream.of(names)
            .map(TestKeys::key)
            .sorted(Comparator.comparing(key -> key.id().toString()))
            .toList(),
        threshold);
  }
}
