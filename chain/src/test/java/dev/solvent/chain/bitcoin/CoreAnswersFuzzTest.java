package dev.solvent.chain.bitcoin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a Bitcoin node says of headers and outputs, and what is asked of it. */
class CoreAnswersFuzzTest {
  private static final long MOST = 21_000_000L * 100_000_000L;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final String SCRIPT = "0014" + "00".repeat(20);

  static Stream<byte[]> seeds() {
    String hash = "ab".repeat(32);
    return Stream.of(
            "{\"success\":true,\"height\":9,\"bestblock\":\""
                + hash
                + "\",\"unspents\":[{\"txid\":\""
                + hash
                + "\",\"vout\":1,\"scriptPubKey\":\""
                + SCRIPT
                + "\",\"amount\":0.10000000,\"height\":5}]}",
            "01".repeat(80),
            "wpkh(xpub" + "6".repeat(107) + "/0/*)#abcdefgh",
            "pkh(" + "02".repeat(33) + ")",
            "{}")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void scan_ofAnyAnswer_isReadOrRefused(byte[] bytes) throws MalformedException {
    JsonNode json;
    try {
      json = JSON.readTree(bytes);
    } catch (JacksonException e) {
      return;
    }
    Octets script = Octets.parseHex(SCRIPT);
    try {
      Scan scan = Scan.read(json, new OutputReader(Set.of(script), MOST));
      for (Scan.Found found : scan.found()) {
        assertEquals(script, found.output().script());
        assertTrue(found.number() <= scan.number());
      }
    } catch (MalformedException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isEmpty());
    }
  }

  @MethodSource("seeds")
  @FuzzTest
  void header_ofAnyHex_isReadOrRefused(byte[] bytes) {
    header(new String(bytes, StandardCharsets.UTF_8));
    header(HexFormat.of().formatHex(bytes));
  }

  private static void header(String hex) {
    try {
      RawHeader header = RawHeader.parse(hex);
      assertEquals(hex, header.bytes().toString());
      assertTrue(header.bits() >= 0 && header.bits() <= 0xFFFF_FFFFL);
    } catch (MalformedException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isEmpty());
    }
  }

  /** A private key never leaves for a node, whatever is around it. */
  @MethodSource("seeds")
  @FuzzTest
  void descriptor_ofAnyText_holdsNoPrivateKey(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      Descriptor descriptor = Descriptor.parse(text, 0, 0);
      assertFalse(descriptor.text().matches("(?s).*[A-Za-z]prv[0-9A-Za-z]{47,}.*"));
    } catch (MalformedException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isEmpty());
    }
  }
}
