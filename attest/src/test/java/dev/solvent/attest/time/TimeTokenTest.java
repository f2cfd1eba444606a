package dev.solvent.attest.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.time.TimeOutcome.Granted;
import dev.solvent.attest.time.TimeOutcome.Reason;
import dev.solvent.attest.time.TimeOutcome.Refused;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;

/** What a token of the test's own authority shows, and each way in which it shows nothing. */
final class TimeTokenTest {
  private static final Hash HASH = Digests.sha256(new byte[] {1, 2, 3});
  private static final Instant AT = TestAuthority.START.plus(Duration.ofDays(10));

  private static TestAuthority authority(String keys, int size) throws Exception {
    return new TestAuthority(keys, size, KeyPurposeId.id_kp_timeStamping, true);
  }

  private static Reason refused(byte[] token, Hash hash, X509Certificate... roots)
      throws Exception {
    TimeOutcome outcome = TimeToken.parse(token).verify(hash, Set.of(roots));
    return assertInstanceOf(Refused.class, outcome).reason();
  }

  @Test
  void tokens_ofEcAndRsaAuthorities_areGranted() throws Exception {
    for (TestAuthority authority : List.of(authority("EC", 256), authority("RSA", 2048))) {
      TimeToken token = TimeToken.parse(authority.token(HASH, AT));
      assertEquals(
          new Granted(AT, Duration.ofSeconds(2), "CN=Root"),
          token.verify(HASH, Set.of(authority.root)));
    }
  }

  @Test
  void otherData_isRefused() throws Exception {
    TestAuthority authority = authority("EC", 256);
    Hash other = Digests.sha256(new byte[0]);
    assertEquals(Reason.OTHER_DATA, refused(authority.token(HASH, AT), other, authority.root));
  }

  @Test
  void otherRootOrNone_isRefused() throws Exception {
    TestAuthority authority = authority("EC", 256);
    byte[] token = authority.token(HASH, AT);
    assertEquals(Reason.UNTRUSTED, refused(token, HASH, authority("EC", 256).root));
    assertEquals(Reason.UNTRUSTED, refused(token, HASH));
  }

  @Test
  void timeOutsideOfTheCertificates_isRefused() throws Exception {
    TestAuthority authority = authority("EC", 256);
    for (long days : List.of(-1L, 366L)) {
      byte[] token = authority.token(HASH, TestAuthority.START.plus(Duration.ofDays(days)));
      assertEquals(Reason.SIGNATURE, refused(token, HASH, authority.root));
    }
  }

  /** Bouncy Castle makes no token with such a certificate, so its own check is what is seen. */
  @Test
  void signerForSomethingElse_isNoAuthority() throws Exception {
    TestAuthority server = new TestAuthority("EC", 256, KeyPurposeId.id_kp_serverAuth, true);
    assertThrows(Exception.class, () -> server.token(HASH, AT));
    TestAuthority lax = new TestAuthority("EC", 256, KeyPurposeId.id_kp_timeStamping, false);
    assertThrows(Exception.class, () -> lax.token(HASH, AT));
  }

  @Test
  void tokenWithoutItsSignersCertificate_isRefused() throws Exception {
    TestAuthority authority = authority("EC", 256);
    byte[] bare = authority.token(HASH, AT, false);
    assertEquals(Reason.OTHER_FORM, refused(bare, HASH, authority.root));
  }

  @Test
  void weakRsa_isRefused() throws Exception {
    TestAuthority authority = authority("RSA", 1024);
    assertEquals(Reason.UNTRUSTED, refused(authority.token(HASH, AT), HASH, authority.root));
  }

  @Test
  void everyFlippedBit_isRefused() throws Exception {
    TestAuthority authority = authority("EC", 256);
    byte[] token = authority.token(HASH, AT);
    assertInstanceOf(Granted.class, TimeToken.parse(token).verify(HASH, Set.of(authority.root)));
    List<Integer> accepted = new ArrayList<>();
    for (int i = 0; i < 8 * token.length; i++) {
      byte[] flipped = token.clone();
      flipped[i / 8] ^= (byte) (1 << (i % 8));
      try {
        if (TimeToken.parse(flipped).verify(HASH, Set.of(authority.root)) instanceof Granted) {
          accepted.add(i / 8);
        }
      } catch (MalformedException refused) {
        assertEquals(true, String.valueOf(refused.getMessage()).contains("want"));
      }
    }
    assertEquals(List.of(), accepted);
  }

  @Test
  void anyBytes_areMalformed() {
    byte[] deep = new byte[TimeToken.MAX_BYTES];
    Arrays.fill(deep, (byte) 0x30);
    byte[] indefinite = new byte[TimeToken.MAX_BYTES];
    for (int i = 0; i < indefinite.length; i++) {
      indefinite[i] = (byte) (i % 2 == 0 ? 0x30 : 0x80);
    }
    for (byte[] bytes :
        List.of(new byte[0], new byte[] {0x30, 0}, deep, indefinite, new byte[16_385])) {
      assertThrows(MalformedException.class, () -> TimeToken.parse(bytes));
    }
  }
}
