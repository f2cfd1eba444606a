package dev.solvent.attest.time;

import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.MalformedException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertID;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.jspecify.annotations.Nullable;

/** What the signer signed: the digest of the content, and whose certificate is the signer's. */
record SignedAttributes(
    Octets messageDigest, Optional<ESSCertID> named, Optional<ESSCertIDv2> namedV2) {

  static SignedAttributes of(@Nullable ASN1Set set) throws MalformedException {
    Map<ASN1ObjectIdentifier, Attribute> attributes = new HashMap<>();
    if (set != null) {
      for (ASN1Encodable element : set) {
        Attribute attribute = Attribute.getInstance(element);
        if (attributes.put(attribute.getAttrType(), attribute) != null) {
          throw new MalformedException("signed attribute twice, want each once");
        }
      }
    }
    ASN1Encodable type = only(attributes.get(CMSAttributes.contentType));
    ASN1Encodable digest = only(attributes.get(CMSAttributes.messageDigest));
    ASN1Encodable first = only(attributes.get(PKCSObjectIdentifiers.id_aa_signingCertificate));
    ASN1Encodable second = only(attributes.get(PKCSObjectIdentifiers.id_aa_signingCertificateV2));
    if (!PKCSObjectIdentifiers.id_ct_TSTInfo.equals(type) || digest == null) {
      throw new MalformedException("signed attributes, want TSTInfo's type and a digest in them");
    }
    if (first == null && second == null) {
      throw new MalformedException("signed attributes, want the signing certificate in them");
    }
    return new SignedAttributes(
        Octets.of(ASN1OctetString.getInstance(digest).getOctets()),
        Optional.ofNullable(SigningCertificate.getInstance(first)).map(v -> v.getCerts()[0]),
        Optional.ofNullable(SigningCertificateV2.getInstance(second)).map(v -> v.getCerts()[0]));
  }

  private static @Nullable ASN1Encodable only(@Nullable Attribute attribute)
      throws MalformedException {
    if (attribute == null) {
      return null;
    }
    if (attribute.getAttrValues().size() != 1) {
      throw new MalformedException("signed attribute of several values, want one");
    }
    return attribute.getAttrValues().getObjectAt(0);
  }

  /**
   * Every identifier that is there names the certificate. The older one is a SHA-1: it stands for a
   * certificate that the pinned root vouches for by a signature of its own, so a collision gains
   * nothing and only a second preimage could.
   */
  boolean name(TokenCertificate signer) {
    return named
            .map(id ->
                Arrays.equals(id.getCertHash(), Algorithms.digest("SHA-1", signer.der().toBytes()))
                    && isOf(id.getIssuerSerial(), signer))
            .orElse(true)
        && namedV2
            .map(id ->
                Algorithms.Digest.of(id.getHashAlgorithm())
                        .map(d -> Arrays.equals(id.getCertHash(), d.of(signer.der().toBytes())))
                        .orElse(false)
                    && isOf(id.getIssuerSerial(), signer))
            .orElse(true);
  }

  private static boolean isOf(@Nullable IssuerSerial name, TokenCertificate signer) {
    return name == null
        || (name.getSerial().equals(signer.form().getSerialNumber())
            && name.getIssuer()
                .equals(new GeneralNames(new GeneralName(signer.form().getIssuer()))));
  }
}
