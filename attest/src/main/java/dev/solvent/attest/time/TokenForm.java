package dev.solvent.attest.time;

import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** The one form in which a token is kept: what its signature does not cover has one content. */
final class TokenForm {
  private TokenForm() {}

  /**
   * The signed data of bytes that equal their own print. Bouncy Castle reads fields under whatever
   * tag they have and prints the right one, so the comparison is with the print of what was read.
   */
  static SignedData read(byte[] der) throws MalformedException, IOException {
    ASN1Primitive whole = ASN1Primitive.fromByteArray(der);
    if (!Arrays.equals(der, whole.getEncoded(ASN1Encoding.DER))) {
      throw new MalformedException("time token in another encoding, want DER");
    }
    ContentInfo outer = ContentInfo.getInstance(whole);
    SignedData data = SignedData.getInstance(outer.getContent());
    if (data.getSignerInfos().size() != 1) {
      throw new MalformedException(data.getSignerInfos().size() + " signers, want 1");
    }
    SignerInfo signer = signer(data);
    if (!Arrays.equals(der, print(data, signer))) {
      throw new MalformedException(
          "time token with more than its signature covers, want one digest, one signer, no rest");
    }
    if (!data.getVersion().hasValue(3) || !signer.getVersion().hasValue(1)) {
      throw new MalformedException("signed data of other versions, want 3 and 1");
    }
    if (!data.getEncapContentInfo().getContentType().equals(PKCSObjectIdentifiers.id_ct_TSTInfo)) {
      throw new MalformedException("signed data of another content, want a TSTInfo");
    }
    return data;
  }

  static SignerInfo signer(SignedData data) {
    return SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
  }

  static byte[] content(SignedData data) {
    return ASN1OctetString.getInstance(data.getEncapContentInfo().getContent()).getOctets();
  }

  /** The bytes that the signature is over: the attributes as the set that they are. */
  static byte[] signed(SignerInfo signer) {
    try {
      return signer.getAuthenticatedAttributes().getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new UncheckedIOException("attributes in memory are always printable", e);
    }
  }

  /**
   * An authority's token in that form. What goes is what nothing signs: BER, unsigned attributes,
   * revocation lists, digests that no signer uses. What is signed stays as it is, or its signature
   * fails later.
   */
  static byte[] strict(ASN1Encodable token) throws MalformedException {
    try {
      ContentInfo outer = ContentInfo.getInstance(token);
      if (!outer.getContentType().equals(CMSObjectIdentifiers.signedData)) {
        throw new MalformedException("content of another type, want signed data");
      }
      SignedData data = SignedData.getInstance(outer.getContent());
      return print(data, signer(data));
    } catch (IOException | RuntimeException e) {
      throw new MalformedException("no signed data, want a token of RFC 3161", e);
    }
  }

  private static byte[] print(SignedData data, SignerInfo signer) throws IOException {
    AlgorithmIdentifier digest = signer.getDigestAlgorithm();
    SignerInfo signed =
        new SignerInfo(
            signer.getSID(),
            digest,
            signer.getAuthenticatedAttributes(),
            signer.getDigestEncryptionAlgorithm(),
            signer.getEncryptedDigest(),
            null);
    ContentInfo content =
        new ContentInfo(
            data.getEncapContentInfo().getContentType(), new DEROctetString(content(data)));
    SignedData strict =
        new SignedData(
            data.getVersion(),
            new DERSet(digest),
            content,
            data.getCertificates(),
            null,
            new DERSet(signed));
    return new ContentInfo(CMSObjectIdentifiers.signedData, strict).getEncoded(ASN1Encoding.DER);
  }
}
