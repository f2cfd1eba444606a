package dev.solvent.server.bench.soak;

import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.signature.Ed25519Key;
import dev.solvent.attest.signature.Signer;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;

/**
 * A key that signs for nothing real. It lies open in the soak's folder, so that each process has
 * it. Any thread.
 */
record SoakKey(PrivateKey secret, VerifyingKey key) implements Signer {
  private static final String ALGORITHM = "Ed25519";

  static void create(Path folder, String name) throws IOException {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      Files.write(folder.resolve(name + ".secret"), pair.getPrivate().getEncoded());
      Files.write(folder.resolve(name + ".public"), pair.getPublic().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  static SoakKey read(Path folder, String name) throws IOException {
    try {
      return new SoakKey(
          KeyFactory.getInstance(ALGORITHM)
              .generatePrivate(
                  new PKCS8EncodedKeySpec(Files.readAllBytes(folder.resolve(name + ".secret")))),
          VerifyingKey.ofSpki(Files.readAllBytes(folder.resolve(name + ".public"))));
    } catch (GeneralSecurityException | MalformedException e) {
      throw new IOException(e);
    }
  }

  NoteKey note(String name, KeyType type) {
    return new NoteKey(name, type, (Ed25519Key) key);
  }

  @Override
  public byte[] sign(byte[] message) throws IOException {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(secret);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }
}
