package dev.solvent.server.http.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick reader against the one of all forms: it reads the same, or nothing. */
final class QuickRequestTest {
  private static final String HEX = "0123456789abcdef".repeat(4);

  private static String pair(String asset, String locator) {
    return "{\"asset\":\"" + asset + "\",\"locator\":\"" + locator + "\"}";
  }

  private static byte[] body(String... pairs) {
    return ("{\"locators\":[" + String.join(",", pairs) + "]}").getBytes(StandardCharsets.UTF_8);
  }

  private static void assertSame(byte[] body) throws MalformedException {
    assertEquals(
        ProofRequest.parseAny(body), new ProofRequest(QuickRequest.read(body).orElseThrow()));
  }

  @Test
  void thePagesForm_isReadAsTheOtherReaderDoes() throws Exception {
    assertSame(body(pair("BTC", HEX)));
    assertSame(body(pair("USDT", HEX), pair("BTC", HEX.replace('0', 'f')), pair("A-1.B", HEX)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"locators\":[]}",
        "{ \"locators\":[]}",
        "{\"locators\":[{}]}",
        "{\"locators\":[{\"asset\":\"btc\",\"locator\":\"00\"}]}",
        "{\"locators\":[{\"asset\":\"\",\"locator\":\"00\"}]}"
      })
  void otherForms_areLeftToTheOtherReader(String body) {
    assertTrue(QuickRequest.read(body.getBytes(StandardCharsets.UTF_8)).isEmpty());
  }

  @Test
  void wrongLocators_areLeftToTheOtherReader_whichLooksForThemInVain() {
    for (String wrong :
        List.of(HEX.replace('a', 'A'), HEX.substring(1), HEX + "0", "g" + HEX.substring(1))) {
      assertTrue(QuickRequest.read(body(pair("BTC", wrong))).isEmpty(), wrong);
    }
  }

  /** One byte changed, cut off or put in, ten thousand times. */
  @Test
  void anyOneChange_readsTheSameAsTheOtherReader_orNothing() throws Exception {
    Random random = new Random(11);
    byte[] good = body(pair("BTC", HEX), pair("ETH", HEX));
    int read = 0;
    for (int i = 0; i < 10_000; i++) {
      byte[] changed = good.clone();
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(128);
      if (QuickRequest.read(changed).isPresent()) {
        assertSame(changed);
        read++;
      }
    }
    assertTrue(read > 100, "a digit for another is good: " + read);
    for (int length = 0; length < good.length; length++) {
      assertTrue(QuickRequest.read(Arrays.copyOf(good, length)).isEmpty());
    }
    assertTrue(QuickRequest.read(Arrays.copyOf(good, good.length + 1)).isEmpty());
  }
}
