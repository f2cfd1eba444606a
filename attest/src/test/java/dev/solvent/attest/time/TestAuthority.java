package dev.solvent.attest.time;

import dev.solvent.merkle.Hash;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** A time authority of the test's own: root, intermediate, signer; its time is an argument. */
public final class TestAuthority {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration LIFE = Duration.ofDays(365);

  private final String algorithm;
  private final KeyPair signerKeys;
  public final X509Certificate root;
  private final X509Certificate intermediate;
  private final X509Certificate signer;

  /** One that everybody would trust, had they pinned it. */
  public static TestAuthority sound() throws Exception {
    return new TestAuthority("EC", 256, KeyPurposeId.id_kp_timeStamping, true);
  }

  TestAuthority(String keys, int size, KeyPurposeId purpose, boolean critical) throws Exception {
    algorithm = keys.equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    KeyPairGenerator generator = KeyPairGenerator.getInstance(keys);
    generator.initialize(size);
    KeyPair rootKeys = generator.generateKeyPair();
    KeyPair middleKeys = generator.generateKeyPair();
    signerKeys = generator.generateKeyPair();
    root = certificate("Root", rootKeys, "Root", rootKeys, null, false);
    intermediate = certificate("Middle", middleKeys, "Root", rootKeys, null, false);
    signer = certificate("Signer", signerKeys, "Middle", middleKeys, purpose, critical);
  }

  private X509Certificate certificate(
      String name, KeyPair keys, String by, KeyPair byKeys, KeyPurposeId purpose, boolean critical)
      throws Exception {
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Name("CN=" + by),
            BigInteger.valueOf(name.length()),
            Date.from(START),
            Date.from(START.plus(LIFE)),
            new X500Name("CN=" + name),
            keys.getPublic());
    if (purpose == null) {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    } else {
      builder.addExtension(Extension.extendedKeyUsage, critical, new ExtendedKeyUsage(purpose));
    }
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder(algorithm).build(byKeys.getPrivate())));
  }

  public byte[] token(Hash imprint, Instant at) throws Exception {
    return token(imprint, at, true);
  }

  byte[] token(Hash imprint, Instant at, boolean withCertificates) throws Exception {
    TimeStampRequestGenerator requests = new TimeStampRequestGenerator();
    requests.setCertReq(withCertificates);
    TimeStampRequest request = requests.generate(TSPAlgorithms.SHA256, imprint.toBytes());
    var digests = new JcaDigestCalculatorProviderBuilder().build();
    TimeStampTokenGenerator generator =
        new TimeStampTokenGenerator(
            new JcaSimpleSignerInfoGeneratorBuilder()
                .build(algorithm, signerKeys.getPrivate(), signer),
            digests.get(
                new org.bouncycastle.asn1.x509.AlgorithmIdentifier(
                    org.bouncycastle.asn1.nist.NISTObjectIdentifiers.id_sha256)),
            new ASN1ObjectIdentifier("1.2.3.4"));
    generator.setAccuracySeconds(2);
    generator.addCertificates(new JcaCertStore(List.of(signer, intermediate)));
    return generator.generate(request, BigInteger.ONE, Date.from(at)).getEncoded("DER");
  }
}
