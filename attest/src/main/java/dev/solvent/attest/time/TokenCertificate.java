package dev.solvent.attest.time;

import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.jspecify.annotations.Nullable;

/** A certificate, as the JDK reads it and as its bytes are. */
record TokenCertificate(X509Certificate x509, Certificate form, Octets der) {
  private static final String EXTENDED_KEY_USAGE = Extension.extendedKeyUsage.getId();
  private static final int MAX_CERTIFICATES = 8;

  static List<TokenCertificate> list(@Nullable ASN1Set set) throws MalformedException, IOException {
    int size = set == null ? 0 : set.size();
    if (size > MAX_CERTIFICATES) {
      throw new MalformedException(size + " certificates, want at most " + MAX_CERTIFICATES);
    }
    List<TokenCertificate> certificates = new ArrayList<>(size);
    for (int i = 0; set != null && i < size; i++) {
      certificates.add(of(set.getObjectAt(i)));
    }
    return List.copyOf(certificates);
  }

  private static TokenCertificate of(ASN1Encodable found) throws MalformedException, IOException {
    if (!(found.toASN1Primitive() instanceof ASN1Sequence)) {
      throw new MalformedException("certificate of another kind, want X.509"); // others are tagged
    }
    byte[] der = found.toASN1Primitive().getEncoded(ASN1Encoding.DER);
    Certificate form = Certificate.getInstance(found);
    if (form.getSignature().getPadBits() != 0) {
      throw new MalformedException("certificate signature of odd bits, want whole bytes");
    }
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509", "SUN");
      return new TokenCertificate(
          (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)),
          form,
          Octets.of(der));
    } catch (GeneralSecurityException e) {
      throw new MalformedException("certificate that is none, want X.509", e);
    }
  }

  /** Read anew, so that the caller's provider has no say in what it is. */
  static TokenCertificate of(X509Certificate certificate)
      throws GeneralSecurityException, MalformedException, IOException {
    return of(ASN1Primitive.fromByteArray(certificate.getEncoded()));
  }

  /** By the very bytes of the name: names that differ in case are equal to others. */
  boolean isNamedBy(SignerIdentifier signer) {
    try {
      IssuerAndSerialNumber own =
          new IssuerAndSerialNumber(form.getIssuer(), form.getSerialNumber().getValue());
      return Arrays.equals(own.getEncoded(ASN1Encoding.DER), signer.getEncoded(ASN1Encoding.DER));
    } catch (IOException e) {
      throw new UncheckedIOException("a name in memory is always printable", e);
    }
  }

  /** And for signatures, where it says what its key is for. */
  boolean isForTimeStampsAlone() {
    try {
      boolean[] usage = x509.getKeyUsage(); // 0: digital signature, 1: non-repudiation
      return List.of(KeyPurposeId.id_kp_timeStamping.getId()).equals(x509.getExtendedKeyUsage())
          && x509.getCriticalExtensionOIDs().contains(EXTENDED_KEY_USAGE)
          && (usage == null || usage[0] || usage[1]);
    } catch (CertificateParsingException e) {
      return false;
    }
  }

  Optional<Algorithms.Rule> rule() {
    return Algorithms.ofCertificate(form.getSignatureAlgorithm());
  }

  boolean isSignedBy(X509Certificate issuer, Algorithms.Rule rule) {
    try {
      return rule.holds(issuer.getPublicKey(), x509.getTBSCertificate(), x509.getSignature());
    } catch (GeneralSecurityException e) {
      return false; // thrown for what has no signed part; a parsed certificate has one
    }
  }
}
