package dev.solvent.server.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Key files of another program, the JDK. It hashes a password sixty times less often than {@code
 * solvent keys create}, which costs each process that opens such a file a second or more: too much
 * for a test of some thirty.
 */
final class KeyFiles {
  private KeyFiles() {}

  /** Makes a key and returns its SPKI in base64; the password's file is there already. */
  static String create(Path file, Path password) throws IOException {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      X500Name name = new X500Name("CN=test");
      X509Certificate certificate =
          new JcaX509CertificateConverter()
              .getCertificate(
                  new JcaX509v3CertificateBuilder(
                          name,
                          BigInteger.ONE,
                          Date.from(Instant.EPOCH),
                          Date.from(Instant.parse("2100-01-01T00:00:00Z")),
                          name,
                          pair.getPublic())
                      .build(new JcaContentSignerBuilder("Ed25519").build(pair.getPrivate())));
      write(file, pair.getPrivate(), certificate, read(password));
      return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes a file of ours anew, by the same key and password. */
  static void ease(Path file, Path password) {
    try {
      char[] secret = read(password);
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(file)) {
        store.load(in, secret);
      }
      String alias = store.aliases().nextElement();
      PrivateKey key = (PrivateKey) store.getKey(alias, secret);
      write(file, key, (X509Certificate) store.getCertificate(alias), secret);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(Path file, PrivateKey key, X509Certificate certificate, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("key", key, password, new X509Certificate[] {certificate});
    Path young = empty(file.resolveSibling(file.getFileName() + ".new"));
    try (OutputStream out = Files.newOutputStream(young)) {
      store.store(out, password);
    }
    Files.move(young, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static char[] read(Path password) throws IOException {
    return Files.readString(password).strip().toCharArray();
  }

  /** A file for its owner alone. */
  static Path empty(Path file) throws IOException {
    return Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  static Path secret(Path file, String text) throws IOException {
    return Files.writeString(empty(file), text + "\n");
  }
}
