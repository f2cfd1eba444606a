package dev.solvent.attest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.liabilities.AuditKit;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.liabilities.ProofAnswer;
import dev.solvent.attest.liabilities.Receipt;
import dev.solvent.attest.observation.CustodianStatement;
import dev.solvent.attest.observation.Observation;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.prices.DailyPrices;
import dev.solvent.attest.prices.PriceTable;
import dev.solvent.attest.published.Pointer;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.solvency.SolvencyPolicy;
import dev.solvent.attest.solvency.Terms;
import dev.solvent.attest.solvency.positions.Positions;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
          bytes -> DailyPrices.parse(bytes).toBytes(),
          bytes -> Envelope.parse(bytes).toBytes(),
          bytes -> LiabilitiesManifest.parse(bytes).toBytes(),
          bytes -> Observation.parse(bytes).toBytes(),
          bytes -> Pointer.parse(bytes).toBytes(),
          bytes -> Policy.parse(bytes).toBytes(),
          bytes -> Positions.parse(bytes).toBytes(),
          bytes -> PriceTable.parse(bytes).toBytes(),
          bytes -> Receipt.parse(bytes).toBytes(),
          bytes -> ReservesManifest.parse(bytes).toBytes(),
          bytes -> SolvencyPolicy.parse(bytes).toBytes(),
          bytes -> Statement.parse(bytes).toBytes(),
          bytes -> Terms.parse(bytes).toBytes(),
          bytes -> TrustRoot.parse(bytes).toBytes());

  /** The examples of the specs. */
  static Stream<byte[]> seeds() {
    String pointer = SpecFile.of("published.md").blocks("text").get(1);
    Path root =
        RepoFiles.root().resolve("fixtures/vectors/bundles/files/honest-newer-root.root.json");
    return Stream.concat(
        Stream.of(
            pointer.getBytes(StandardCharsets.UTF_8),
            RepoFiles.bytes(root),
            SpecFile.of("api.md").json(1),
            SpecFile.of("solvency-policy.md").json(1)),
        examples());
  }

  private static Stream<byte[]> examples() {
    return Stream.of(
            "account-proof",
            "audit-kit",
            "bundle",
            "envelope",
            "liabilities-manifest",
            "observation",
            "policy",
            "positions",
            "price-history",
            "price-table",
            "receipt",
            "reserves-manifest",
            "solvency-policy",
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

  /** These are read and never printed. */
  @MethodSource("seeds")
  @FuzzTest
  void fileThatIsOnlyRead_ofAnyBytes_isReadOrRefused(byte[] bytes) {
    try {
      assertFalse(ProofAnswer.parse(bytes).positions().size() > AccountProof.MAX_POSITIONS);
    } catch (MalformedException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isEmpty());
    }
    try {
      assertArrayEquals(bytes, SignedRoot.parse(bytes).envelope().toBytes());
    } catch (MalformedException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isEmpty());
    }
  }
}
