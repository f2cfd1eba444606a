package dev.solvent.attest.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.merkle.MalformedException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OwnershipChallengeTest {
  private static String good() throws MalformedException {
    return OwnershipSamples.challenge(OwnershipSamples.evmAccount()).text();
  }

  @Test
  void text_isReadAsItIsWritten() throws MalformedException {
    assertEquals(good(), OwnershipChallenge.parse(good()).text());
  }

  /** A signature is over bytes: two texts that read alike would be two challenges. */
  @Test
  void everyOtherLine_isRefused() throws MalformedException {
    String good = good();
    for (String[] fault :
        List.of(
            new String[] {"solvent/ownership/v1", "solvent/ownership/v2"},
            new String[] {"\n", "\r\n"},
            new String[] {"issuer ", "issuer: "},
            new String[] {"issuer exchange", "issuer Exchange"},
            new String[] {"log exchange.example/log", "log exchange example"},
            new String[] {"log exchange.example/log", "log a+b"},
            new String[] {"log exchange.example/log", "log "},
            new String[] {"account eip155:1:0x", "account eip155:1:0X"},
            new String[] {"checkpoint 6", "checkpoint 0"},
            new String[] {"checkpoint 6", "checkpoint 06"},
            new String[] {"checkpoint 6", "checkpoint -6"},
            new String[] {"checkpoint 6", "checkpoint 9007199254740992"},
            new String[] {"block eip155:1 0x", "block eip155:1 "},
            new String[] {"2026-12-31T00:00:00Z", "2026-12-31T00:00:00+00:00"},
            new String[] {"expires", "Expires"},
            new String[] {"Z", "Z\n"},
            new String[] {"solvent", " solvent"})) {
      String bad = good.replaceFirst(fault[0], fault[1]);
      assertNotEquals(good, bad);
      assertThrows(MalformedException.class, () -> OwnershipChallenge.parse(bad), bad);
    }
    assertThrows(MalformedException.class, () -> OwnershipChallenge.parse("\n".repeat(100_000)));
  }

  @Test
  void aMethodThatIsNotKnown_isRefused() {
    for (String method : List.of("eip1271", "EIP191", "")) {
      assertThrows(MalformedException.class, () -> OwnershipMethod.parse(method), method);
    }
  }
}
