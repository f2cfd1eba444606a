package dev.solvent.attest.caip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever text: an identifier with that one spelling, or a refusal. */
class CaipFuzzTest {
  static Stream<byte[]> seeds() throws Exception {
    return Stream.of(
            "eip155:1",
            "eip155:1:0x52908400098527886e0f7030069857d2e4169ee7",
            "bip122:000000000019d6689c085ae165831e93:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
            "eip155:1/erc20:0xdac17f958d2ee523a2206206994597c13d831ec7",
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
            "eip155:1 0x" + "ab".repeat(32))
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "1m")
  void anyBytes(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    check(text, ChainId::parse);
    check(text, AccountRef::parse);
    check(text, AssetRef::parse);
    check(text, BlockRef::parse);
    for (BitcoinChain chain : BitcoinChain.values()) {
      try {
        BitcoinAddress address = BitcoinAddress.parse(chain, text);
        assertEquals(address.script(), new AccountRef(chain.id(), text).decoded().bytes());
      } catch (MalformedException e) {
        assertEquals(MalformedException.class, e.getClass());
      }
    }
  }

  private interface Read {
    Object read(String text) throws MalformedException;
  }

  private static void check(String text, Read read) {
    try {
      assertEquals(text, read.read(text).toString());
    } catch (MalformedException e) {
      assertEquals(MalformedException.class, e.getClass());
    }
  }
}
