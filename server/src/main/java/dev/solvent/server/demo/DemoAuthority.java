package dev.solvent.server.demo;

import dev.solvent.attest.octets.Octets;
import dev.solvent.server.party.ListenAddress;
import dev.solvent.server.party.PostLimits;
import dev.solvent.server.party.PostServer;
import dev.solvent.server.party.Reply;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/**
 * A time authority for demonstrations and tests: it says whatever time its clock has, by keys that
 * live as long as its process. Nobody should pin its root for anything else. Any thread.
 */
public final class DemoAuthority {
  private static final String CURVE = "secp256r1";
  private static final String SIGNATURE = "SHA256withECDSA";
  private static final String ROOT = "CN=Solvent demonstration root (trust nothing by it)";
  private static final String SIGNER = "CN=Solvent demonstration time authority";

  /** Of the arc that is for examples: it promises nothing. */
  private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("2.999.1");

  private static final Duration VALID = Duration.ofDays(365);
  private static final PostLimits LIMITS = new PostLimits(1 << 14, 16);

  private final InstantSource clock;
  private final X509Certificate root;
  private final X509Certificate signer;
  private final PrivateKey key;
  private final AtomicLong serial = new AtomicLong(1);

  private DemoAuthority(
      InstantSource clock, X509Certificate root, X509Certificate signer, PrivateKey key) {
    this.clock = clock;
    this.root = root;
    this.signer = signer;
    this.key = key;
  }

  /** Makes its keys and certificates, valid from a year before the clock's time to a year after. */
  public static DemoAuthority create(InstantSource clock) {
    Instant now = clock.instant();
    try {
      KeyPair rootKeys = keys();
      KeyPair signerKeys = keys();
      X509v3CertificateBuilder authority = certificate(ROOT, 1, rootKeys, now);
      authority.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      authority.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
      X509v3CertificateBuilder own = certificate(SIGNER, 2, signerKeys, now);
      own.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      own.addExtension(
          Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
      return new DemoAuthority(
          clock, signed(authority, rootKeys), signed(own, rootKeys), signerKeys.getPrivate());
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("certificates of the demonstration's own", e);
    }
  }

  private static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(CURVE));
    return generator.generateKeyPair();
  }

  private static X509v3CertificateBuilder certificate(
      String name, long number, KeyPair keys, Instant now) {
    return new JcaX509v3CertificateBuilder(
        new X500Name(ROOT),
        BigInteger.valueOf(number),
        Date.from(now.minus(VALID)),
        Date.from(now.plus(VALID)),
        new X500Name(name),
        keys.getPublic());
  }

  private static X509Certificate signed(X509v3CertificateBuilder builder, KeyPair by)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder(SIGNATURE).build(by.getPrivate())));
  }

  /** The root that a demonstration's policy pins, in DER. */
  public Octets root() {
    try {
      return Octets.of(root.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate of our own", e);
    }
  }

  /** The response to a request, both as RFC 3161 has them in DER. */
  public byte[] respond(byte[] request) throws IOException {
    try {
      TimeStampRequest asked = new TimeStampRequest(request);
      TimeStampResponseGenerator generator =
          new TimeStampResponseGenerator(tokens(), TSPAlgorithms.ALLOWED);
      return generator
          .generate(asked, BigInteger.valueOf(serial.getAndIncrement()), Date.from(clock.instant()))
          .getEncoded();
    } catch (TSPException | OperatorCreationException e) {
      throw new IOException("no time stamp: " + e.getMessage(), e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate of our own", e);
    }
  }

  private TimeStampTokenGenerator tokens()
      throws OperatorCreationException, GeneralSecurityException, TSPException {
    DigestCalculator sha256 =
        new JcaDigestCalculatorProviderBuilder()
            .build()
            .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE));
    TimeStampTokenGenerator generator =
        new TimeStampTokenGenerator(
            new JcaSimpleSignerInfoGeneratorBuilder().build(SIGNATURE, key, signer),
            sha256,
            POLICY);
    generator.addCertificates(new JcaCertStore(List.of(signer)));
    generator.setAccuracySeconds(1);
    return generator;
  }

  /**
   * Serves it by HTTP.
   *
   * @param log takes a line for each request
   */
  public PostServer serve(ListenAddress address, Consumer<String> log) throws IOException {
    return PostServer.start(
        address,
        "/",
        LIMITS,
        body -> Reply.of(200, "application/timestamp-reply", respond(body.toBytes()), "answered"),
        log,
        clock);
  }
}
