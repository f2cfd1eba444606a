package dev.solvent.server.publish;

import dev.solvent.attest.note.Cosigner;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.note.NoteSigner;
import dev.solvent.attest.signature.Ed25519Key;
import dev.solvent.attest.signature.Signer;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;

/** An Ed25519 key in memory, the same one whenever it is asked for by its name. */
record TestSigner(KeyPair pair, VerifyingKey key) implements Signer {
  static TestSigner of(String name) {
    try {
      SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
      random.setSeed(name.getBytes(StandardCharsets.UTF_8));
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(255, random);
      KeyPair pair = generator.generateKeyPair();
      return new TestSigner(pair, VerifyingKey.ofSpki(pair.getPublic().getEncoded()));
    } catch (GeneralSecurityException | MalformedException e) {
      throw new AssertionError(e);
    }
  }

  NoteKey note(String name, KeyType type) {
    return new NoteKey(name, type, (Ed25519Key) key);
  }

  NoteSigner log(String origin) {
    return new NoteSigner(note(origin, KeyType.ED25519), this);
  }

  Cosigner cosigner(String name) {
    return new Cosigner(note(name, KeyType.COSIGNATURE), this);
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
