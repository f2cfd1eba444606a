package dev.solvent.attest.keys;

import dev.solvent.attest.signature.Signer;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.merkle.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.spec.InvalidKeySpecException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * One private key in a PKCS#12 file ({@code docs/spec/keys.md}). Every refusal is an IOException
 * that names the file and says what is wanted.
 */
public final class KeyFile {
  static final int MAX_BYTES = 1 << 16;

  private KeyFile() {}

  /** Makes a key and the file that keeps it. The name must be free: no key is ever overwritten. */
  public static Signer create(Path file, KeyAlgorithm algorithm, PasswordSource source)
      throws IOException {
    return create(file, algorithm, source, Pkcs12.Iterations.STANDARD);
  }

  /** As {@link #create}, under a password that was made at random and has 256 bits. */
  public static Signer createUnderSecret(Path file, KeyAlgorithm algorithm, PasswordSource secret)
      throws IOException {
    return create(file, algorithm, secret, Pkcs12.Iterations.OF_A_SECRET);
  }

  static Signer create(
      Path file, KeyAlgorithm algorithm, PasswordSource source, Pkcs12.Iterations iterations)
      throws IOException {
    PrivateFile.requireFree(file); // before anyone is asked for a password
    char[] password = source.choose();
    try {
      KeyPair pair = algorithm.generate();
      VerifyingKey key = VerifyingKey.ofSpki(pair.getPublic().getEncoded());
      byte[] bytes = Pkcs12.write(key, pair, password, iterations);
      Signer signer = read(file, bytes, password); // what cannot be read back gets no name
      PrivateFile.create(file, bytes);
      return signer;
    } catch (MalformedException e) {
      throw new IllegalStateException("a key that was made cannot be read", e);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /** Opens a file of ours, or another program's that holds one such key. */
  public static Signer open(Path file, PasswordSource source) throws IOException {
    byte[] bytes = PrivateFile.read(file, MAX_BYTES);
    char[] password = source.read();
    try {
      return read(file, bytes, password);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private static Signer read(Path file, byte[] bytes, char[] password) throws IOException {
    try {
      KeyStore store = load(bytes, password);
      List<String> keys = keyEntries(store);
      if (keys.size() != 1) {
        throw new IOException(keys.size() + " keys, want exactly one");
      }
      String alias = keys.getFirst();
      Certificate certificate = store.getCertificate(alias);
      if (certificate == null || !(store.getKey(alias, password) instanceof PrivateKey secret)) {
        throw new IOException("no private key with its certificate, want both");
      }
      VerifyingKey key = verifyingKey(certificate);
      KeyAlgorithm algorithm = KeyAlgorithm.of(key);
      return PrivateKeySigner.of(
          key, algorithm.privateKey(secret.getEncoded()), algorithm.provider());
    } catch (UnrecoverableKeyException e) {
      throw new IOException(
          file + ": key not opened by this password (" + e.getMessage() + "), want its own", e);
    } catch (InvalidKeySpecException e) {
      throw new IOException(file + ": " + PrivateKeySigner.FOREIGN, e);
    } catch (GeneralSecurityException | IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * The JDK's reader: it stops at 5,000,000 iterations. That of SunJSSE reads PKCS#12 alone. Its
   * exceptions are many, and all of them are about the bytes.
   */
  private static KeyStore load(byte[] bytes, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12", "SunJSSE");
    try {
      store.load(new ByteArrayInputStream(bytes), password);
      return store;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw e.getCause() instanceof UnrecoverableKeyException
          ? new IOException("not opened by this password, want the one it has", e)
          : new IOException("not a sound PKCS#12 file (" + e.getMessage() + "), want one", e);
    }
  }

  private static List<String> keyEntries(KeyStore store) throws GeneralSecurityException {
    List<String> keys = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)) {
        keys.add(alias);
      }
    }
    return keys;
  }

  /** The key that a certificate carries; nothing else in it is read. */
  static VerifyingKey verifyingKey(Certificate certificate) throws IOException {
    try {
      return VerifyingKey.ofSpki(certificate.getPublicKey().getEncoded());
    } catch (MalformedException e) {
      throw new IOException(
          "another kind of key ("
              + certificate.getPublicKey().getAlgorithm()
              + "), want Ed25519 or P-256",
          e);
    }
  }
}
