package dev.solvent.attest.bitcoin;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.solvent.attest.caip.BitcoinAddress;
import dev.solvent.attest.caip.BitcoinChain;
import dev.solvent.attest.octets.Octets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever witness, transaction or text: an outcome and no exception. */
class MessageFuzzTest {
  static Stream<byte[]> seeds() throws Exception {
    return Stream.of(
            "0200" + "21" + "02".repeat(33),
            "0000000001"
                + "00".repeat(36)
                + "00"
                + "00000000"
                + "01"
                + "00".repeat(8)
                + "016a"
                + "00000000",
            "0300" + "01" + "00" + "05" + "51ae510000",
            "00")
        .map(HexFormat.of()::parseHex);
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "1m")
  void anyBytes(byte[] bytes) {
    String base64 = Base64.getEncoder().encodeToString(bytes);
    String raw = new String(bytes, StandardCharsets.UTF_8);
    for (BitcoinAddress.Kind kind : BitcoinAddress.Kind.values()) {
      boolean wide = kind == BitcoinAddress.Kind.P2WSH || kind == BitcoinAddress.Kind.P2TR;
      BitcoinAddress address =
          new BitcoinAddress(BitcoinChain.BITCOIN, kind, Octets.of(new byte[wide ? 32 : 20]));
      for (String text : new String[] {base64, "smp" + base64, "ful" + base64, raw}) {
        assertNotNull(Bip322.check(address, raw, text));
        assertNotNull(SignedMessage.check(address, raw, text));
      }
    }
  }
}
