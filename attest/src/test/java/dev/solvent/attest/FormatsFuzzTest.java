package dev.solvent.attest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.observation.CustodianStatement;
import dev.solvent.attest.observation.Observation;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.time.TimeToken;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes a file has: a value that prints back to the same bytes, or a refusal. */
class FormatsFuzzTest {
  private interface Format {
    byte[] again(byte[] bytes) throws MalformedException;
  }

  private static final List<Format> FORMATS =
      List.of(
          bytes -> Bundle.parse(bytes).toBytes(),
          bytes -> CustodianStatement.parse(bytes).toBytes(),
          bytes -> Envelope.parse(bytes).toBytes(),
          bytes -> LiabilitiesManifest.parse(bytes).toBytes(),
          bytes -> Observation.parse(bytes).toBytes(),
          bytes -> Policy.parse(bytes).toBytes(),
          bytes -> ReservesManifest.parse(bytes).toBytes(),
          bytes -> Statement.parse(bytes).toBytes(),
          bytes -> TrustRoot.parse(bytes).toBytes());

  /** The examples of the specs. */
  static Stream<byte[]> seeds() {
    return Stream.of(
            "bundle",
            "envelope",
            "liabilities-manifest",
            "observation",
            "policy",
            "reserves-manifest",
            "statement",
            "trust-root")
        .map(name -> RepoFiles.text(RepoFiles.root().resolve("docs/spec/" + name + ".md")))
        .map(FormatsFuzzTest::example);
  }

  private static byte[] example(String document) {
    Matcher block = Pattern.compile("```json\n(.*?)\n```", Pattern.DOTALL).matcher(document);
    if (!block.find()) {
      throw new IllegalStateException("no example");
    }
    return LooseJson.withoutWhiteSpace(block.group(1)).getBytes(StandardCharsets.UTF_8);
  }

  @MethodSource("seeds")
  @FuzzTest
  void file_ofAnyBytes_isReadOrRefused(byte[] bytes) {
    for (Format format : FORMATS) {
      try {
        assertArrayEquals(bytes, format.again(bytes));
      } catch (MalformedException refused) {
        assertFalse(String.valueOf(refused.getMessage()).isEmpty());
      }
    }
  }

  @MethodSource("seeds")
  @FuzzTest
  void token_ofAnyBytes_isReadOrRefused(byte[] bytes) {
    try {
      TimeToken.parse(bytes);
    } catch (MalformedException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isEmpty());
    }
  }
}
