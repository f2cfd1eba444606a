package dev.solvent.attest.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.time.TestAuthority.Plan;
import dev.solvent.attest.time.TestToken.Naming;
import dev.solvent.attest.time.TimeOutcome.Granted;
import dev.solvent.attest.time.TimeOutcome.Reason;
import dev.solvent.attest.time.TimeOutcome.Refused;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;

/** What a token of the test's own authority shows, and each way in which it shows nothing. */
final class TimeTokenTest {
  static final byte[] DATA = {1, 2, 3};
  static final Hash HASH = Digests.sha256(DATA);
  static final Instant AT = TestAuthority.START.plus(Duration.ofDays(10));

  private static Reason refused(byte[] token, Hash hash, X509Certificate... roots)
      throws Exception {
    TimeOutcome outcome = TimeToken.parse(token).verify(hash, Set.of(roots));
    return assertInstanceOf(Refused.class, outcome).reason();
  }

  private static Reason refused(TestAuthority authority) throws Exception {
    return refused(authority.token(HASH, AT), HASH, authority.root);
  }

  private static void assertGranted(TestAuthority authority, byte[] token) throws Exception {
    assertEquals(
        new Granted(AT, Duration.ofSeconds(2), "CN=Root"),
        TimeToken.parse(token).verify(HASH, Set.of(authority.root)));
  }

  @Test
  void soundToken_isGranted() throws Exception {
    TestAuthority authority = TestAuthority.sound();
    assertGranted(authority, authority.token(HASH, AT));
    assertEquals(AT.plusSeconds(2), new Granted(AT, Duration.ofSeconds(2), "CN=Root").latest());
  }

  @Test
  void otherData_isRefused() throws Exception {
    TestAuthority authority = TestAuthority.sound();
    Hash other = Digests.sha256(new byte[0]);
    assertEquals(Reason.OTHER_DATA, refused(authority.token(HASH, AT), other, authority.root));
    byte[] sha1 = new TestToken(authority, HASH, AT).sha1Imprint(DATA).der();
    assertEquals(Reason.OTHER_DATA, refused(sha1, HASH, authority.root));
  }

  @Test
  void tokenWithoutItsSignersCertificate_isRefused() throws Exception {
    TestAuthority authority = TestAuthority.sound();
    for (List<X509Certificate> list :
        List.of(List.<X509Certificate>of(), authority.chain.subList(1, 2))) {
      byte[] bare = new TestToken(authority, HASH, AT).certificates(list).der();
      assertEquals(Reason.OTHER_FORM, refused(bare, HASH, authority.root));
    }
  }

  @Test
  void signerForSomethingElse_isNoAuthority() throws Exception {
    KeyPurposeId stamping = KeyPurposeId.id_kp_timeStamping;
    for (Plan plan :
        List.of(
            new Plan().purposes(true, KeyPurposeId.id_kp_serverAuth),
            new Plan().purposes(false, stamping),
            new Plan().purposes(true, stamping, KeyPurposeId.id_kp_codeSigning),
            new Plan().purposes(true, stamping, stamping),
            new Plan().purposes(true, KeyPurposeId.anyExtendedKeyUsage),
            new Plan().purposes(true),
            new Plan().usage(KeyUsage.keyCertSign))) {
      assertEquals(Reason.SIGNER, refused(plan.build()));
    }
    TestAuthority committing = new Plan().usage(KeyUsage.nonRepudiation).build();
    assertGranted(committing, committing.token(HASH, AT));
  }

  @Test
  void certificateOtherThanTheNamedOne_isRefused() throws Exception {
    TestAuthority authority = TestAuthority.sound();
    for (Naming naming : List.of(Naming.V1, Naming.V2, Naming.BOTH)) {
      TestToken token = new TestToken(authority, HASH, AT);
      assertGranted(authority, token.naming(naming, authority.signer).der());
      long serial = authority.signer.getSerialNumber().longValueExact();
      assertGranted(authority, token.issuerSerial(serial).der());
      byte[] wrongSerial = token.issuerSerial(serial + 1).der();
      assertEquals(Reason.SIGNER, refused(wrongSerial, HASH, authority.root));
      byte[] other =
          new TestToken(authority, HASH, AT).naming(naming, authority.chain.get(1)).der();
      assertEquals(Reason.SIGNER, refused(other, HASH, authority.root));
    }
    byte[] none = new TestToken(authority, HASH, AT).naming(Naming.NONE, authority.signer).der();
    assertThrows(MalformedException.class, () -> TimeToken.parse(none));
  }

  @Test
  void otherRootOrNone_isRefused() throws Exception {
    TestAuthority authority = TestAuthority.sound();
    byte[] token = authority.token(HASH, AT);
    assertEquals(Reason.UNTRUSTED, refused(token, HASH, TestAuthority.sound().root));
    assertEquals(Reason.UNTRUSTED, refused(token, HASH));
    // a pinned signer is no root, nor is an authority that nobody pinned as one
    assertEquals(Reason.UNTRUSTED, refused(token, HASH, authority.signer));
    X509Certificate[] both = {TestAuthority.sound().root, authority.root};
    assertInstanceOf(Granted.class, TimeToken.parse(token).verify(HASH, Set.of(both)));
  }

  @Test
  void timeOutsideOfACertificate_isRefused() throws Exception {
    TestAuthority authority = TestAuthority.sound();
    for (Instant at :
        List.of(TestAuthority.START.minusSeconds(1), TestAuthority.END.plusSeconds(1))) {
      assertEquals(Reason.UNTRUSTED, refused(authority.token(HASH, at), HASH, authority.root));
    }
    assertEquals(Reason.UNTRUSTED, refused(new Plan().rootEnds(AT.minusSeconds(1)).build()));
    assertEquals(Reason.UNTRUSTED, refused(new Plan().signerEnds(AT.minusSeconds(1)).build()));
    TestAuthority lastSecond = new Plan().signerEnds(AT).rootEnds(AT).build();
    assertGranted(lastSecond, lastSecond.token(HASH, AT));
  }

  @Test
  void pathThatIsNone_isRefused() throws Exception {
    assertEquals(Reason.UNTRUSTED, refused(new Plan().middleWithoutAuthority().build()));
    assertEquals(Reason.UNTRUSTED, refused(new Plan().intermediates(2).middleLength(0).build()));
    assertEquals(Reason.UNTRUSTED, refused(new Plan().rootLength(0).build()));
    assertEquals(Reason.UNTRUSTED, refused(new Plan().intermediates(5).build()));
    for (Plan plan :
        List.of(
            new Plan().intermediates(0).rootLength(0),
            new Plan().intermediates(1).middleLength(0).rootLength(1),
            new Plan().intermediates(4))) {
      TestAuthority authority = plan.build();
      assertGranted(authority, authority.token(HASH, AT));
    }
  }

  /** Of an intermediate the JDK minds them; of a root nobody would, so such a root is none. */
  @Test
  void constraintsOfNamesAndUse_areMinded() throws Exception {
    Extension elsewhere = names("CN=Somebody else");
    Extension here = names("CN=Signer");
    assertEquals(Reason.UNTRUSTED, refused(new Plan().middleExtension(elsewhere).build()));
    assertEquals(Reason.UNTRUSTED, refused(new Plan().rootExtension(elsewhere).build()));
    assertEquals(Reason.UNTRUSTED, refused(new Plan().rootExtension(here).build()));
    TestAuthority within = new Plan().middleExtension(here).build();
    assertGranted(within, within.token(HASH, AT));
    Extension crlsAlone =
        new Extension(Extension.keyUsage, true, new KeyUsage(KeyUsage.cRLSign).getEncoded());
    assertEquals(Reason.UNTRUSTED, refused(new Plan().middleExtension(crlsAlone).build()));
    Extension unknown = new Extension(new ASN1ObjectIdentifier("1.2.3"), true, new byte[] {5, 0});
    assertEquals(Reason.UNTRUSTED, refused(new Plan().middleExtension(unknown).build()));
  }

  private static Extension names(String permitted) throws Exception {
    GeneralName name = new GeneralName(new X500Name(permitted));
    return new Extension(
        Extension.nameConstraints,
        true,
        new NameConstraints(new GeneralSubtree[] {new GeneralSubtree(name)}, null).getEncoded());
  }

  @Test
  void signatureOverSomethingElse_isRefused() throws Exception {
    TestAuthority authority = TestAuthority.sound();
    byte[] token = authority.token(HASH, AT);
    token[token.length - 1] ^= 1; // the signature is last
    assertEquals(Reason.SIGNATURE, refused(token, HASH, authority.root));
    String time = "20260111000000Z";
    byte[] sooner = authority.token(HASH, AT);
    int at = new String(sooner, StandardCharsets.ISO_8859_1).indexOf(time);
    sooner[at + time.length() - 2]++;
    assertEquals(Reason.SIGNATURE, refused(sooner, HASH, authority.root));
  }

  @Test
  void missingIntermediate_isRefused() throws Exception {
    TestAuthority authority = TestAuthority.sound();
    byte[] token = new TestToken(authority, HASH, AT).certificates(List.of(authority.signer)).der();
    assertEquals(Reason.UNTRUSTED, refused(token, HASH, authority.root));
  }

  @Test
  void everyFlippedBit_isRefused() throws Exception {
    TestAuthority authority = TestAuthority.sound();
    byte[] token = authority.token(HASH, AT);
    assertGranted(authority, token);
    List<Integer> accepted = new ArrayList<>();
    for (int i = 0; i < 8 * token.length; i++) {
      byte[] flipped = token.clone();
      flipped[i / 8] ^= (byte) (1 << (i % 8));
      try {
        if (TimeToken.parse(flipped).verify(HASH, Set.of(authority.root)) instanceof Granted) {
          accepted.add(i / 8);
        }
      } catch (MalformedException refused) {
        assertTrue(String.valueOf(refused.getMessage()).contains("want"));
      }
    }
    assertEquals(List.of(), accepted);
  }
}
