package dev.solvent.attest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.liabilities.AuditKit;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.liabilities.Receipt;
import dev.solvent.attest.observation.CustodianStatement;
import dev.solvent.attest.observation.Observation;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.time.TimeToken;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.merkle.MalformedException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes a file has: a value that prints back to the same bytes, or a refusal. */
class FormatsFuzzTest {
  private interface Format {
    byte[] again(byte[] bytes) throws MalformedException;
  }

  private static final List<Format> FORMATS =
      List.of(
          bytes -> AccountProof.parse(bytes).toBytes(),
          bytes -> AuditKit.parse(bytes).toBytes(),
          bytes -> Bundle.parse(bytes).toBytes(),
          bytes -> CustodianStatement.parse(bytes).toBytes(),
          bytes -> Envelope.parse(bytes).toBytes(),
          bytes -> LiabilitiesManifest.parse(bytes).toBytes(),
          bytes -> Observation.parse(bytes).toBytes(),
          bytes -> Policy.parse(bytes).toBytes(),
          bytes -> Receipt.parse(bytes).toBytes(),
          bytes -> ReservesManifest.parse(bytes).toBytes(),
          bytes -> Statement.parse(bytes).toBytes(),
          bytes -> TrustRoot.parse(bytes).toBytes());

  /** The examples of the specs. */
  static Stream<byte[]> seeds() {
    return Stream.of(
            "account-proof",
            "audit-kit",
            "bundle",
            "envelope",
            "liabilities-manifest",
            "observation",
            "policy",
            "receipt",
            "reserves-manifest",
            "statement",
            "trust-root")
        .map(name -> SpecFile.of(name + ".md").json(0));
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
