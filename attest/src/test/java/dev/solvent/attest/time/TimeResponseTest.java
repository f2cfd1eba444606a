package dev.solvent.attest.time;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.time.TimeAnswer.Answered;
import dev.solvent.attest.time.TimeAnswer.Declined;
import dev.solvent.attest.time.TimeAnswer.Failure;
import dev.solvent.attest.time.TimeAnswer.Reason;
import dev.solvent.attest.time.TimeAnswer.Refused;
import dev.solvent.attest.time.TimeAnswer.Status;
import dev.solvent.attest.time.TimeOutcome.Granted;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.tsp.TimeStampRequest;
import org.junit.jupiter.api.Test;

/** What is asked of an authority, and what counts as its answer. */
final class TimeResponseTest {
  private static final Octets NONCE = Octets.of(new byte[] {-1, 2, 3, 4, 5, 6, 7, 8});
  static final TimeRequest REQUEST =
      TimeRequest.over(TimeTokenTest.DATA, NONCE, Optional.of(TestToken.POLICY));

  private static Reason refused(TestToken token) throws Exception {
    return refused(TestToken.granted(token.der()));
  }

  private static Reason refused(byte[] response) throws Exception {
    return assertInstanceOf(Refused.class, TimeResponse.read(response, REQUEST)).reason();
  }

  private static TestToken answer(TestAuthority authority) {
    return TestToken.answer(authority, REQUEST, TimeTokenTest.AT);
  }

  /** As another reader sees it. */
  @Test
  void request_holdsWhatIsAsked() throws Exception {
    TimeStampRequest read = new TimeStampRequest(REQUEST.toDer());
    assertArrayEquals(TimeTokenTest.HASH.toBytes(), read.getMessageImprintDigest());
    assertEquals(new BigInteger(1, NONCE.toBytes()), read.getNonce());
    assertEquals(TestToken.POLICY, read.getReqPolicy().getId());
    assertTrue(read.getCertReq());
    assertEquals(1, read.getVersion());
    TimeRequest bare = new TimeRequest(TimeTokenTest.HASH, NONCE, Optional.empty());
    assertEquals(null, new TimeStampRequest(bare.toDer()).getReqPolicy());
  }

  @Test
  void request_ofAnotherNonceOrPolicy_isRefused() {
    for (int length : List.of(0, 7, 21)) {
      Octets nonce = Octets.of(new byte[length]);
      assertThrows(
          IllegalArgumentException.class,
          () -> new TimeRequest(TimeTokenTest.HASH, nonce, Optional.empty()));
    }
    for (String policy : List.of("", "1", "1.2.x", "3.1.2", "1.02.3")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new TimeRequest(TimeTokenTest.HASH, NONCE, Optional.of(policy)));
    }
  }

  @Test
  void token_thatAnswers_isAnswered() throws Exception {
    TestAuthority authority = TestAuthority.sound();
    byte[] token = answer(authority).der();
    ASN1Primitive form = ASN1Primitive.fromByteArray(token);
    for (byte[] response :
        List.of(
            TestToken.granted(token),
            TestToken.response(1, form),
            new DERSequence(new ASN1Encodable[] {status(0), form}).getEncoded("BER"))) {
      Answered answered = assertInstanceOf(Answered.class, TimeResponse.read(response, REQUEST));
      assertEquals(Octets.of(token), answered.token().toDer());
      assertInstanceOf(
          Granted.class, answered.token().verify(REQUEST.imprint(), Set.of(authority.root)));
    }
  }

  /** An authority that prints BER: what is kept is DER, and its signature holds. */
  @Test
  void tokenInBer_isKeptInDer() throws Exception {
    TestAuthority authority = TestAuthority.sound();
    byte[] lax = answer(authority).signed().getEncoded("BER");
    assertThrows(MalformedException.class, () -> TimeToken.parse(lax));
    Answered answered =
        assertInstanceOf(
            Answered.class,
            TimeResponse.read(
                new DERSequence(new ASN1Encodable[] {status(0), ASN1Primitive.fromByteArray(lax)})
                    .getEncoded("BER"),
                REQUEST));
    TimeToken kept = TimeToken.parse(answered.token().toDer().toBytes());
    assertInstanceOf(Granted.class, kept.verify(REQUEST.imprint(), Set.of(authority.root)));
  }

  @Test
  void tokenThatAnswersSomethingElse_isRefused() throws Exception {
    TestAuthority authority = TestAuthority.sound();
    TestToken otherData =
        new TestToken(authority, Digests.sha256(new byte[0]), TimeTokenTest.AT)
            .nonce(REQUEST.number());
    assertEquals(Reason.OTHER_DATA, refused(otherData));
    assertEquals(Reason.OTHER_DATA, refused(answer(authority).sha1Imprint(TimeTokenTest.DATA)));
    assertEquals(Reason.OTHER_NONCE, refused(answer(authority).nonce(BigInteger.ONE)));
    assertEquals(Reason.OTHER_NONCE, refused(answer(authority).nonce(null)));
    assertEquals(
        Reason.OTHER_NONCE, refused(answer(authority).nonce(new BigInteger(NONCE.toBytes()))));
    assertEquals(Reason.OTHER_POLICY, refused(answer(authority).policy("1.2.3.5")));
    assertEquals(Reason.NO_CERTIFICATE, refused(answer(authority).certificates(List.of())));
    assertEquals(Reason.TOKEN_FORM, refused(TestToken.response(0, DERNull.INSTANCE)));
    assertEquals(Reason.TOKEN_FORM, refused(TestToken.response(0, new DERSequence())));
    // where no policy is asked for, each will do
    TimeRequest any = new TimeRequest(TimeTokenTest.HASH, NONCE, Optional.empty());
    assertInstanceOf(
        Answered.class,
        TimeResponse.read(TestToken.granted(answer(authority).policy("1.2.3.5").der()), any));
  }

  @Test
  void declined_saysStatusFailuresAndText() throws Exception {
    byte[] bits = new byte[4];
    bits[0] = (byte) (0x80 | 0x20 | 0x40); // 0, 2, and 1, which has no name
    bits[3] = 0x40; // 25
    ASN1Encodable info =
        new DERSequence(
            new ASN1Encodable[] {
              new ASN1Integer(2),
              new DERSequence(
                  new ASN1Encodable[] {
                    new DERUTF8String("no\u001b[2J time\u202e"),
                    new DERUTF8String("é" + "x".repeat(500))
                  }),
              new DERBitString(bits)
            });
    Declined declined =
        assertInstanceOf(
            Declined.class, TimeResponse.read(new DERSequence(info).getEncoded("DER"), REQUEST));
    assertEquals(Status.REJECTION, declined.status());
    assertEquals(
        Set.of(Failure.BAD_ALG, Failure.BAD_REQUEST, Failure.SYSTEM_FAILURE, Failure.OTHER),
        declined.failures());
    assertTrue(declined.text().startsWith("no?[2J time? ?xxx"), declined.text());
    assertEquals(200, declined.text().length());
    List<Status> statuses =
        List.of(
            Status.REJECTION,
            Status.WAITING,
            Status.REVOCATION_WARNING,
            Status.REVOCATION_NOTIFICATION);
    for (Status status : statuses) {
      byte[] response = TestToken.response(2 + statuses.indexOf(status));
      assertEquals(new Declined(status, Set.of(), ""), TimeResponse.read(response, REQUEST));
    }
  }

  private static DERSequence status(int status) {
    return new DERSequence(new ASN1Integer(status));
  }

  @Test
  void responseThatIsNone_isMalformed() throws Exception {
    ASN1Primitive token = ASN1Primitive.fromByteArray(answer(TestAuthority.sound()).der());
    byte[] garbage = new byte[1 << 20];
    new Random(1).nextBytes(garbage);
    byte[] zeros = new byte[TimeResponse.MAX_BYTES];
    for (byte[] bytes :
        List.of(
            garbage,
            Arrays.copyOf(garbage, TimeResponse.MAX_BYTES),
            zeros,
            TestToken.response(0),
            TestToken.response(2, token),
            TestToken.response(0, token, token),
            TestToken.response(6),
            TestToken.response(-1),
            Arrays.copyOf(TestToken.response(2), TestToken.response(2).length + 1),
            token.getEncoded("DER"))) {
      assertThrows(MalformedException.class, () -> TimeResponse.read(bytes, REQUEST));
    }
  }

  /** What changes on the way changes what nothing signs, and then the token is the same. */
  @Test
  void everyFlippedByte_leavesNoOtherToken() throws Exception {
    TestAuthority authority = TestAuthority.sound();
    Octets sound = Octets.of(answer(authority).der());
    byte[] response = TestToken.granted(sound.toBytes());
    for (int i = 0; i < response.length; i++) {
      byte[] flipped = response.clone();
      flipped[i] ^= 1;
      try {
        if (TimeResponse.read(flipped, REQUEST) instanceof Answered(TimeToken token)
            && token.verify(REQUEST.imprint(), Set.of(authority.root)) instanceof Granted) {
          assertEquals(sound, token.toDer());
        }
      } catch (MalformedException refused) {
        assertTrue(String.valueOf(refused.getMessage()).contains("want"));
      }
    }
  }
}
