package dev.solvent.attest.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.time.TimeOutcome.Granted;
import dev.solvent.merkle.MalformedException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.junit.jupiter.api.Test;

/** The one form of a token, how an authority's is brought into it, and what has none. */
final class TokenFormTest {
  private static TestToken token(TestAuthority authority) {
    return new TestToken(authority, TimeTokenTest.HASH, TimeTokenTest.AT);
  }

  private static void assertMalformed(byte[] der) {
    assertThrows(MalformedException.class, () -> TimeToken.parse(der));
  }

  /** Whatever nothing signs is refused in a token that is kept. */
  @Test
  void lax_isRefused_andItsStrictFormIsTheSoundToken() throws Exception {
    TestAuthority authority = TestAuthority.sound();
    ContentInfo sound = token(authority).signed().toASN1Structure();
    byte[] der = sound.getEncoded("DER");
    assertEquals(Octets.of(der), TimeToken.parse(der).toDer());
    SignedData data = SignedData.getInstance(sound.getContent());
    SignerInfo signer = TokenForm.signer(data);
    SignerInfo extra =
        new SignerInfo(
            signer.getSID(),
            signer.getDigestAlgorithm(),
            signer.getAuthenticatedAttributes(),
            signer.getDigestEncryptionAlgorithm(),
            signer.getEncryptedDigest(),
            new DERSet(
                new Attribute(new ASN1ObjectIdentifier("1.2.3"), new DERSet(DERNull.INSTANCE))));
    AlgorithmIdentifier other = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha384);
    ASN1EncodableVector digests = new ASN1EncodableVector();
    digests.add(signer.getDigestAlgorithm());
    digests.add(other);
    for (byte[] lax :
        List.of(
            sound.getEncoded("BER"),
            with(data, new DERSet(signer.getDigestAlgorithm()), new DERSet(extra), null),
            with(data, new DERSet(digests), new DERSet(signer), null),
            with(data, new DERSet(other), new DERSet(signer), null),
            with(
                data,
                new DERSet(signer.getDigestAlgorithm()),
                new DERSet(signer),
                new DERSet(new DERSequence())))) {
      assertMalformed(lax);
      byte[] strict = TokenForm.strict(ASN1Primitive.fromByteArray(lax));
      assertEquals(Octets.of(der), Octets.of(strict));
    }
  }

  private static byte[] with(SignedData data, DERSet digests, DERSet signers, DERSet lists)
      throws Exception {
    SignedData changed =
        new SignedData(
            data.getVersion(),
            digests,
            data.getEncapContentInfo(),
            data.getCertificates(),
            lists,
            signers);
    return new ContentInfo(CMSObjectIdentifiers.signedData, changed).getEncoded("DER");
  }

  @Test
  void versionsSignersAndContentOtherThanWanted_areRefused() throws Exception {
    TestAuthority authority = TestAuthority.sound();
    SignedData data =
        SignedData.getInstance(token(authority).signed().toASN1Structure().getContent());
    SignerInfo signer = TokenForm.signer(data);
    DERSet digests = new DERSet(signer.getDigestAlgorithm());
    assertMalformed(with(data, digests, new DERSet(), null));
    assertMalformed(with(data, digests, new DERSet(new SignerInfo[] {signer, signer}), null));
    for (SignedData other :
        List.of(
            new SignedData(
                new ASN1Integer(1),
                digests,
                data.getEncapContentInfo(),
                data.getCertificates(),
                null,
                data.getSignerInfos()),
            new SignedData(
                data.getVersion(),
                digests,
                new ContentInfo(CMSObjectIdentifiers.data, data.getEncapContentInfo().getContent()),
                data.getCertificates(),
                null,
                data.getSignerInfos()))) {
      assertMalformed(new ContentInfo(CMSObjectIdentifiers.signedData, other).getEncoded("DER"));
    }
  }

  @Test
  void certificates_areAtMostEightAndX509() throws Exception {
    TestAuthority authority = TestAuthority.sound();
    List<X509Certificate> list = new ArrayList<>(authority.chain);
    while (list.size() < 8) {
      list.add(TestAuthority.sound().root);
    }
    TimeToken most = TimeToken.parse(token(authority).certificates(list).der());
    assertInstanceOf(Granted.class, most.verify(TimeTokenTest.HASH, Set.of(authority.root)));
    list.add(TestAuthority.sound().root);
    assertMalformed(token(authority).certificates(list).der());
    while (list.size() < 100) {
      list.add(TestAuthority.sound().root);
    }
    assertMalformed(token(authority).certificates(list).der());
    SignedData data =
        SignedData.getInstance(token(authority).signed().toASN1Structure().getContent());
    SignedData other =
        new SignedData(
            data.getVersion(),
            data.getDigestAlgorithms(),
            data.getEncapContentInfo(),
            new DERSet(new DERTaggedObject(false, 1, new DERSequence())),
            null,
            data.getSignerInfos());
    assertMalformed(new ContentInfo(CMSObjectIdentifiers.signedData, other).getEncoded("DER"));
  }

  /** The TSTInfo is signed whatever it says, so these are the authority's own faults. */
  @Test
  void infoOfAnotherForm_isRefused() throws Exception {
    TestAuthority authority = TestAuthority.sound();
    for (Consumer<List<ASN1Encodable>> fault :
        List.<Consumer<List<ASN1Encodable>>>of(
            info -> info.set(0, new ASN1Integer(2)),
            info -> info.set(4, new DERGeneralizedTime("20261301000000Z")),
            info -> info.set(4, new DERGeneralizedTime("20260101000060Z")),
            info -> info.set(4, new DERGeneralizedTime("20260101240000Z")),
            info -> info.set(4, new DERGeneralizedTime("20260101000000+0100")),
            info -> info.add(DERNull.INSTANCE),
            info -> info.add(0, info.remove(1)),
            info -> info.addAll(List.of(ASN1Boolean.TRUE, ASN1Boolean.TRUE)),
            info -> info.add(new DERTaggedObject(true, 2, new ASN1Integer(1))))) {
      assertMalformed(token(authority).fields(fault).der());
    }
    assertMalformed(token(authority).accuracySeconds(-1).der());
    assertMalformed(token(authority).accuracySeconds(1L << 40).der());
    assertMalformed(token(authority).extensions(extensions(true)).der());
  }

  @Test
  void infoOfCommonForms_isAccepted() throws Exception {
    TestAuthority authority = TestAuthority.sound();
    assertGranted(TimeTokenTest.AT, authority, token(authority).extensions(extensions(false)));
    assertGranted(
        TimeTokenTest.AT, authority, token(authority).fields(info -> info.add(ASN1Boolean.FALSE)));
    assertGranted(
        Instant.parse("2026-01-11T12:34:56.789012Z"),
        authority,
        token(authority)
            .fields(info -> info.set(4, new DERGeneralizedTime("20260111123456.789012Z"))));
  }

  @Test
  void aTokenThatSaysNoAccuracy_isExact() throws Exception {
    TestAuthority authority = TestAuthority.sound();
    byte[] exact = token(authority).fields(info -> info.remove(5)).der();
    assertEquals(
        new Granted(TimeTokenTest.AT, Duration.ZERO, "CN=Root"),
        TimeToken.parse(exact).verify(TimeTokenTest.HASH, Set.of(authority.root)));
  }

  private static void assertGranted(Instant at, TestAuthority authority, TestToken token)
      throws Exception {
    assertEquals(
        new Granted(at, Duration.ofSeconds(2), "CN=Root"),
        TimeToken.parse(token.der()).verify(TimeTokenTest.HASH, Set.of(authority.root)));
  }

  private static Extensions extensions(boolean critical) {
    return new Extensions(
        new Extension(
            new ASN1ObjectIdentifier("1.2.3"), critical, new DEROctetString(new byte[] {5, 0})));
  }

  @Test
  void anyBytes_areMalformed() throws Exception {
    byte[] open = new byte[TimeToken.MAX_BYTES];
    Arrays.fill(open, (byte) 0x30);
    byte[] indefinite = new byte[TimeToken.MAX_BYTES];
    for (int i = 0; i < indefinite.length; i++) {
      indefinite[i] = (byte) (i % 2 == 0 ? 0x30 : 0x80);
    }
    for (byte[] bytes :
        List.of(new byte[0], new byte[] {0x30, 0}, open, indefinite, nested(), new byte[16_385])) {
      assertMalformed(bytes);
      assertThrows(
          MalformedException.class, () -> TimeResponse.read(bytes, TimeResponseTest.REQUEST));
    }
  }

  /** Sequences in sequences, each as long as it says. */
  private static byte[] nested() {
    byte[] bytes = new byte[TimeToken.MAX_BYTES];
    for (int i = 0; i < bytes.length; i += 4) {
      int rest = bytes.length - i - 4;
      bytes[i] = 0x30;
      bytes[i + 1] = (byte) 0x82;
      bytes[i + 2] = (byte) (rest >> 8);
      bytes[i + 3] = (byte) rest;
    }
    return bytes;
  }
}
