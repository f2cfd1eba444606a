package dev.solvent.attest.time;

import dev.solvent.attest.time.TimeOutcome.Granted;
import dev.solvent.attest.time.TimeOutcome.Reason;
import dev.solvent.attest.time.TimeOutcome.Refused;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformationVerifier;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.GenTimeAccuracy;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.tsp.TimeStampTokenInfo;
import org.jspecify.annotations.Nullable;

/** A time token of RFC 3161 in DER. Normative text: {@code docs/spec/time.md}. */
public final class TimeToken {
  public static final int MAX_BYTES = 16_384;
  private static final int MAX_CERTIFICATES = 8;
  private static final int MIN_RSA_BITS = 2048;

  private final TimeStampToken token;
  private final List<X509Certificate> certificates;

  private TimeToken(TimeStampToken token, List<X509Certificate> certificates) {
    this.token = token;
    this.certificates = certificates;
  }

  /** Bouncy Castle's parser answers malformed bytes with exceptions of any kind. */
  public static TimeToken parse(byte[] der) throws MalformedException {
    if (der.length > MAX_BYTES) {
      throw new MalformedException(
          "time token of " + der.length + " bytes, want at most " + MAX_BYTES);
    }
    try {
      byte[] print = ASN1Primitive.fromByteArray(der).getEncoded(ASN1Encoding.DER);
      if (!Arrays.equals(der, print)) {
        throw new MalformedException("time token in another encoding, want DER");
      }
      TimeStampToken token = new TimeStampToken(new CMSSignedData(der));
      requireNothingUnsigned(token);
      List<X509Certificate> certificates = new ArrayList<>();
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (X509CertificateHolder holder : token.getCertificates().getMatches(null)) {
        if (certificates.size() == MAX_CERTIFICATES) {
          throw new MalformedException("more certificates, want at most " + MAX_CERTIFICATES);
        }
        if (holder.toASN1Structure().getSignature().getPadBits() != 0) {
          throw new MalformedException("certificate signature of odd bits, want whole bytes");
        }
        certificates.add(
            (X509Certificate)
                factory.generateCertificate(new ByteArrayInputStream(holder.getEncoded())));
      }
      return new TimeToken(token, certificates);
    } catch (IOException
        | TSPException
        | CMSException
        | GeneralSecurityException
        | RuntimeException e) {
      throw new MalformedException("no time token, want one of RFC 3161", e);
    }
  }

  /** By the very bytes of the name: names that differ in case are equal to others. */
  private boolean isSigner(X509CertificateHolder certificate) {
    try {
      IssuerAndSerialNumber named =
          new IssuerAndSerialNumber(certificate.getIssuer(), certificate.getSerialNumber());
      return Arrays.equals(
          named.getEncoded(ASN1Encoding.DER),
          signerInfo(token).getSID().getEncoded(ASN1Encoding.DER));
    } catch (IOException e) {
      throw new UncheckedIOException("a certificate in memory is always printable", e);
    }
  }

  private static SignerInfo signerInfo(TimeStampToken token) {
    return SignerInfo.getInstance(signedData(token).getSignerInfos().getObjectAt(0));
  }

  private static SignedData signedData(TimeStampToken token) {
    return SignedData.getInstance(token.toCMSSignedData().toASN1Structure().getContent());
  }

  /** What the signature does not cover may have one content only. */
  private static void requireNothingUnsigned(TimeStampToken token)
      throws MalformedException, IOException {
    ASN1ObjectIdentifier type = token.toCMSSignedData().toASN1Structure().getContentType();
    SignedData data = signedData(token);
    SignerInfo signer = signerInfo(token);
    boolean oneDigest =
        data.getDigestAlgorithms().size() == 1
            && AlgorithmIdentifier.getInstance(data.getDigestAlgorithms().getObjectAt(0))
                .equals(signer.getDigestAlgorithm());
    // Bouncy Castle reads the attributes under whatever tag they have, and prints the right one.
    boolean printsBack =
        Arrays.equals(
            signer.getEncoded(ASN1Encoding.DER),
            data.getSignerInfos().getObjectAt(0).toASN1Primitive().getEncoded(ASN1Encoding.DER));
    if (!oneDigest
        || !printsBack
        || !(data.getEncapContentInfo().getContent() instanceof ASN1OctetString)
        || data.getSignerInfos().size() != 1
        || !type.equals(CMSObjectIdentifiers.signedData)
        || !data.getVersion().hasValue(3)
        || !signer.getVersion().hasValue(1)
        || data.getCRLs() != null
        || signer.getUnauthenticatedAttributes() != null) {
      throw new MalformedException(
          "time token with more than its signature covers, want one digest, one signer, no rest");
    }
  }

  /** Holds the token against the hash that it should be over, and the roots that are pinned. */
  public TimeOutcome verify(Hash imprint, Set<X509Certificate> roots) {
    TimeStampTokenInfo info = token.getTimeStampInfo();
    if (!info.getMessageImprintAlgOID().equals(NISTObjectIdentifiers.id_sha256)
        || !Arrays.equals(info.getMessageImprintDigest(), imprint.toBytes())) {
      return new Refused(Reason.OTHER_DATA, "a token over other data, want SHA-256 " + imprint);
    }
    List<X509CertificateHolder> signers =
        token.getCertificates().getMatches(null).stream().filter(this::isSigner).toList();
    if (signers.size() != 1) {
      return new Refused(Reason.OTHER_FORM, signers.size() + " signer certificates, want 1");
    }
    try {
      SignerInformationVerifier verifier =
          new JcaSimpleSignerInfoVerifierBuilder().build(signers.getFirst());
      token.validate(verifier); // also ESSCertID, the extended key usage, and genTime in its time
    } catch (TSPException
        | OperatorCreationException
        | GeneralSecurityException
        | RuntimeException e) {
      return new Refused(Reason.SIGNATURE, "the token's signature or signer does not hold");
    }
    return path(signers.getFirst(), roots);
  }

  private TimeOutcome path(X509CertificateHolder signer, Set<X509Certificate> roots) {
    TimeStampTokenInfo info = token.getTimeStampInfo();
    if (roots.isEmpty()) {
      return new Refused(Reason.UNTRUSTED, "no pinned root, want one that the token leads to");
    }
    try {
      X509CertSelector target = new X509CertSelector();
      target.setSerialNumber(signer.getSerialNumber());
      target.setIssuer(signer.getIssuer().getEncoded());
      PKIXBuilderParameters parameters =
          new PKIXBuilderParameters(
              roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet()),
              target);
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(certificates)));
      parameters.setDate(info.getGenTime());
      parameters.setRevocationEnabled(false);
      PKIXCertPathBuilderResult result =
          (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters);
      X509Certificate root = result.getTrustAnchor().getTrustedCert();
      root.checkValidity(info.getGenTime());
      for (Certificate certificate : result.getCertPath().getCertificates()) {
        if (certificate.getPublicKey() instanceof RSAKey rsa
            && rsa.getModulus().bitLength() < MIN_RSA_BITS) {
          return new Refused(Reason.UNTRUSTED, "an RSA key of too few bits, want 2048");
        }
      }
      Date genTime = info.getGenTime();
      return new Granted(
          genTime.toInstant(),
          accuracy(info.getGenTimeAccuracy()),
          root.getSubjectX500Principal().getName());
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      return new Refused(
          Reason.UNTRUSTED, "no chain to a pinned root at " + info.getGenTime().toInstant());
    }
  }

  private static Duration accuracy(@Nullable GenTimeAccuracy accuracy) {
    return accuracy == null
        ? Duration.ZERO
        : Duration.ofSeconds(accuracy.getSeconds())
            .plusMillis(accuracy.getMillis())
            .plusNanos(1000L * accuracy.getMicros());
  }
}
