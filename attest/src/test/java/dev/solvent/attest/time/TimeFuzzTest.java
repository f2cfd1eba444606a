package dev.solvent.attest.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.time.TimeAnswer.Answered;
import dev.solvent.attest.time.TimeAnswer.Declined;
import dev.solvent.attest.time.TimeAnswer.Refused;
import dev.solvent.merkle.MalformedException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes an authority sends: an answer, a refusal, and no other exception. */
class TimeFuzzTest {
  static Stream<byte[]> seeds() throws Exception {
    TestAuthority ed25519 = new TestAuthority.Plan().keys("Ed25519", "", "Ed25519").build();
    TestToken token = TestToken.answer(ed25519, TimeResponseTest.REQUEST, TimeTokenTest.AT);
    byte[] der = token.der();
    return Stream.of(
        der,
        token.signed().getEncoded("BER"),
        TestToken.granted(der),
        TestToken.response(2),
        TestAuthority.sound().respond(TimeResponseTest.REQUEST, TimeTokenTest.AT),
        Arrays.copyOf(der, der.length / 2),
        new byte[0]);
  }

  @MethodSource("seeds")
  @FuzzTest
  void token_ofAnyBytes_isJudgedOrRefused(byte[] bytes) {
    try {
      TimeToken token = TimeToken.parse(bytes);
      assertEquals(Octets.of(bytes), token.toDer());
      token.verify(TimeTokenTest.HASH, Set.of());
    } catch (MalformedException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isEmpty());
    }
  }

  @MethodSource("seeds")
  @FuzzTest
  void response_ofAnyBytes_isJudgedOrRefused(byte[] bytes) throws MalformedException {
    TimeAnswer answer;
    try {
      answer = TimeResponse.read(bytes, TimeResponseTest.REQUEST);
    } catch (MalformedException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isEmpty());
      return;
    }
    switch (answer) {
      case Answered(TimeToken token) ->
          assertEquals(token.toDer(), TimeToken.parse(token.toDer().toBytes()).toDer());
      case Declined(var status, var failures, var text) ->
          assertFalse(text.chars().anyMatch(c -> c < ' ' || c > '~'));
      case Refused(var reason, var detail) -> assertFalse(detail.isEmpty());
    }
  }
}
