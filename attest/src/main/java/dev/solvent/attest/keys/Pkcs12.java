package dev.solvent.attest.keys;

import dev.solvent.attest.signature.VerifyingKey;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.Provider;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.util.PBKDF2Config;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.bc.BcPKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;

/**
 * Writes a key as PKCS#12. The JDK reads these well, but takes the encryption of what it writes
 * from settings of the whole process; here every parameter is said.
 */
final class Pkcs12 {
  /**
   * How often a password is hashed. A guess may be tried on the MAC alone, whose step is half the
   * work of one of PBKDF2 with HMAC: so twice as many.
   */
  record Iterations(int encryption, int mac) {
    static final Iterations STANDARD = new Iterations(600_000, 1_200_000);

    /** Of a password that no guessing reaches: stretching it would cost its owner alone. */
    static final Iterations OF_A_SECRET = new Iterations(10_000, 20_000);
  }

  private static final Provider CIPHERS = new BouncyCastleProvider(); // never registered
  private static final int SALT_BYTES = 16;
  private static final String NAME = "solvent";
  private static final X500Name OWNER = new X500Name("CN=" + NAME);

  /** From the first second that there is to the last: for one without end (RFC 5280, 4.1.2.5). */
  private static final Time START = new Time(new DERUTCTime("700101000000Z"));

  private static final Time END = new Time(new DERGeneralizedTime("99991231235959Z"));

  private Pkcs12() {}

  static byte[] write(VerifyingKey key, KeyPair pair, char[] password, Iterations iterations) {
    try {
      ASN1Encodable name = new DERBMPString(NAME);
      ASN1Encodable id = new DEROctetString(key.id().toBytes());
      PKCS12SafeBag keyBag =
          new PKCS12SafeBagBuilder(
                  PrivateKeyInfo.getInstance(pair.getPrivate().getEncoded()),
                  encryptor(password, iterations))
              .addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_friendlyName, name)
              .addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_localKeyId, id)
              .build();
      PKCS12SafeBag certificateBag =
          new PKCS12SafeBagBuilder(certificate(key, pair))
              .addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_friendlyName, name)
              .addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_localKeyId, id)
              .build();
      return new PKCS12PfxPduBuilder()
          .addData(keyBag)
          .addEncryptedData(encryptor(password, iterations), certificateBag)
          .build(mac(iterations), password)
          .getEncoded(ASN1Encoding.DER);
    } catch (IOException | OperatorCreationException | PKCSException e) {
      throw new IllegalStateException("a key that was made cannot be written", e);
    }
  }

  /** Self-signed, and there because the container wants one: it carries the public key. */
  private static X509CertificateHolder certificate(VerifyingKey key, KeyPair pair)
      throws OperatorCreationException {
    return new X509v3CertificateBuilder(
            OWNER, BigInteger.ONE, START, END, OWNER, SubjectPublicKeyInfo.getInstance(key.spki()))
        .build(
            new JcaContentSignerBuilder(KeyAlgorithm.of(key).signature())
                .setProvider(KeyAlgorithm.PROVIDER)
                .build(pair.getPrivate()));
  }

  /** PBES2 with PBKDF2-HMAC-SHA-256 and AES-256-CBC; salt and IV are new each time. */
  private static OutputEncryptor encryptor(char[] password, Iterations iterations)
      throws OperatorCreationException {
    PBKDF2Config derivation =
        new PBKDF2Config.Builder()
            .withPRF(PBKDF2Config.PRF_SHA256)
            .withSaltLength(SALT_BYTES)
            .withIterationCount(iterations.encryption())
            .build();
    return new JcePKCSPBEOutputEncryptorBuilder(derivation, NISTObjectIdentifiers.id_aes256_CBC)
        .setProvider(CIPHERS)
        .build(password);
  }

  private static BcPKCS12MacCalculatorBuilder mac(Iterations iterations) {
    AlgorithmIdentifier sha256 =
        new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
    return new BcPKCS12MacCalculatorBuilder(SHA256Digest.newInstance(), sha256)
        .setIterationCount(iterations.mac());
  }
}
