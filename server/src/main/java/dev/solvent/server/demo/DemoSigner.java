package dev.solvent.server.demo;

import dev.solvent.attest.note.Cosigner;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.signature.Ed25519Key;
import dev.solvent.attest.signature.Signer;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;

/** A key of one of the demo's other parties. It is nowhere but in memory. Any thread. */
record DemoSigner(PrivateKey secret, Ed25519Key key) implements Signer {
  static DemoSigner create() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519", "SunEC").generateKeyPair();
      if (VerifyingKey.ofSpki(pair.getPublic().getEncoded()) instanceof Ed25519Key key) {
        return new DemoSigner(pair.getPrivate(), key);
      }
      throw new IllegalStateException("a key of Ed25519 that is another");
    } catch (GeneralSecurityException | MalformedException e) {
      throw new IllegalStateException("no Ed25519, want a JDK that has it", e);
    }
  }

  NoteKey note(String name) {
    return new NoteKey(name, KeyType.COSIGNATURE, key);
  }

  Cosigner cosigner(String name) {
    return new Cosigner(note(name), this);
  }

  @Override
  public byte[] sign(byte[] message) throws IOException {
    try {
      Signature signature = Signature.getInstance("Ed25519", "SunEC");
      signature.initSign(secret);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IOException("no signature (" + e.getMessage() + ")", e);
    }
  }
}
