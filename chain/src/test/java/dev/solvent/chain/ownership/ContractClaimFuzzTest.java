package dev.solvent.chain.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A challenge with a contract's signature below it, as it is kept. */
class ContractClaimFuzzTest {
  static Stream<byte[]> seeds() throws Exception {
    String spec =
        Files.readString(Path.of(System.getProperty("solvent.root"), "docs/spec/ownership.md"));
    int from = spec.indexOf("```text\n") + "```text\n".length();
    String challenge = spec.substring(from, spec.indexOf("\n```", from));
    return Stream.of(challenge + "\nsignature 0x1234", challenge, "\nsignature 0x")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void claim_ofAnyBytes_printsBackOrIsRefused(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      assertEquals(text, ContractClaim.parse(text).text());
    } catch (MalformedException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isEmpty());
    }
  }
}
