package dev.solvent.attest.keys;

import dev.solvent.attest.keys.PasswordSource.PasswordVariable;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Map;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Key files for the tests, with few iterations. */
final class KeyFiles {
  static final String PASSWORD = "correct horse battery";
  static final Pkcs12.Iterations FEW = new Pkcs12.Iterations(1_000, 1_000);

  private KeyFiles() {}

  static PasswordSource password(String password) {
    return new PasswordVariable("P", Map.of("P", password)::get);
  }

  static PasswordSource password() {
    return password(PASSWORD);
  }

  /** A pair from what RFCs print: PKCS#8 and SPKI in hex. */
  static KeyPair pair(String family, String pkcs8, String spki) {
    try {
      KeyFactory factory = KeyFactory.getInstance(family, "SunEC");
      HexFormat hex = HexFormat.of();
      return new KeyPair(
          factory.generatePublic(new X509EncodedKeySpec(hex.parseHex(spki))),
          factory.generatePrivate(new PKCS8EncodedKeySpec(hex.parseHex(pkcs8))));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static KeyPair generate(String algorithm, AlgorithmParameterSpec spec) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(spec);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] write(KeyPair pair, Pkcs12.Iterations iterations) throws MalformedException {
    VerifyingKey key = VerifyingKey.ofSpki(pair.getPublic().getEncoded());
    return Pkcs12.write(key, pair, PASSWORD.toCharArray(), iterations);
  }

  /** A certificate over the first key, signed with the second. */
  static Certificate certificate(KeyPair subject, KeyPair issuer, String signature) {
    try {
      X500Name name = new X500Name("CN=test");
      return new JcaX509CertificateConverter()
          .getCertificate(
              new X509v3CertificateBuilder(
                      name,
                      BigInteger.ONE,
                      new Time(new DERUTCTime("700101000000Z")),
                      new Time(new DERUTCTime("700101000000Z")),
                      name,
                      SubjectPublicKeyInfo.getInstance(subject.getPublic().getEncoded()))
                  .build(new JcaContentSignerBuilder(signature).build(issuer.getPrivate())));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new AssertionError(e);
    }
  }

  static Path file(Path folder, byte[] bytes) {
    return file(folder, bytes, "rw-------");
  }

  static Path file(Path folder, byte[] bytes, String permissions) {
    try {
      Path file = Files.createTempFile(folder, "key", ".p12");
      Files.write(file, bytes);
      return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
