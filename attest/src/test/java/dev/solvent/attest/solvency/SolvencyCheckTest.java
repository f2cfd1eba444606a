package dev.solvent.attest.solvency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.SpecFile;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.prices.PriceTable;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.solvency.SolvencyVerdict.Confirmed;
import dev.solvent.attest.solvency.SolvencyVerdict.Reason;
import dev.solvent.attest.solvency.SolvencyVerdict.Refused;
import dev.solvent.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code docs/spec/solvency-report.md}, section 8, on the example of its section 1. */
final class SolvencyCheckTest {
  private static final SpecFile SPEC = SpecFile.of("solvency-report.md");
  private static final String REPORT = text(SPEC.example());
  private static final String LIABILITIES = text(SPEC.json(1));
  private static final String RESERVES = text(SPEC.json(2));
  private static final String PRICES = text(SpecFile.of("price-table.md").example());
  private static final String POLICY = text(SpecFile.of("solvency-policy.md").example(0));
  private static final String TERMS = text(SpecFile.of("solvency-policy.md").example(1));

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  /** The example's files, of which a test replaces one. */
  private record Files(
      String liabilities, String reserves, String prices, String policy, Optional<String> terms) {
    static final Files EXAMPLE =
        new Files(LIABILITIES, RESERVES, PRICES, POLICY, Optional.of(TERMS));

    SolvencyVerdict recompute(Optional<Hash> announced, String published) throws Exception {
      return SolvencyCheck.recompute(
          LiabilitiesManifest.parse(bytes(liabilities)),
          ReservesManifest.parse(bytes(reserves)),
          PriceTable.parse(bytes(prices)),
          SolvencyPolicy.parse(bytes(policy)),
          terms.isEmpty() ? Optional.empty() : Optional.of(Terms.parse(bytes(terms.get()))),
          announced,
          bytes(published));
    }

    Files with(String good, String bad) {
      Files other =
          new Files(
              liabilities.replace(good, bad),
              reserves.replace(good, bad),
              prices.replace(good, bad),
              policy.replace(good, bad),
              terms.map(json -> json.replace(good, bad)));
      assertNotEquals(this, other);
      return other;
    }
  }

  private static void assertRefused(SolvencyVerdict verdict, Reason reason, String detail) {
    Refused refused = assertInstanceOf(Refused.class, verdict);
    assertEquals(reason, refused.reason(), refused.detail());
    assertTrue(refused.detail().contains(detail), refused.detail());
  }

  private static Hash policy() {
    return Digests.sha256(bytes(POLICY));
  }

  @Test
  void theExample_followsFromItsFiles_byteForByte() throws Exception {
    Confirmed wanted = new Confirmed(policy());
    assertEquals(wanted, Files.EXAMPLE.recompute(Optional.empty(), REPORT));
    assertEquals(wanted, Files.EXAMPLE.recompute(Optional.of(policy()), REPORT));
    assertEquals(policy(), SolvencyCheck.announces(bytes(REPORT)));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"ratio\":13142', '\"ratio\":13143'",
    "'\"observed\":9047', '\"observed\":9999'",
    "'\"missing\":\"5000000\"', '\"missing\":\"0\"'",
    "'{\"about\":\"\",\"found\":9047,\"limit\":10000,\"threshold\":\"coverage\"},', ''",
    "'\"limit\":10000', '\"limit\":10001'",
    "'\"unpriced\":[]', '\"unpriced\":[],\"zero\":0'",
  })
  void aBetterFigure_isRefused(String good, String bad) throws Exception {
    String other = REPORT.replace(good, bad);
    assertNotEquals(REPORT, other);
    assertRefused(Files.EXAMPLE.recompute(Optional.empty(), other), Reason.DIFFERENT, "from byte ");
  }

  /** Whatever of the files is another, the digests alone are others. */
  @ParameterizedTest
  @CsvSource({
    "'\"total\":\"950000000\"', '\"total\":\"949999999\"'",
    "'\"units\":\"150000000000\"', '\"units\":\"200000000000\"'",
    "'\"price\":\"60030000000000000000000\"', '\"price\":\"60031000000000000000000\"'",
    "'\"least\":9500', '\"least\":9400'",
    "'\"seconds\":2592000,\"units\"', '\"seconds\":2592001,\"units\"'",
  })
  void anotherFile_makesAnotherReport(String good, String bad) throws Exception {
    Files other = Files.EXAMPLE.with(good, bad);
    assertRefused(other.recompute(Optional.empty(), REPORT), Reason.DIFFERENT, "from byte ");
  }

  @Test
  void withoutTheTerms_itIsAnotherReport() throws Exception {
    Files without = new Files(LIABILITIES, RESERVES, PRICES, POLICY, Optional.empty());
    assertRefused(without.recompute(Optional.empty(), REPORT), Reason.DIFFERENT, "from byte ");
  }

  @Test
  void aPolicyThatWasNotAnnounced_isRefused() throws Exception {
    Hash other = Digests.sha256(bytes(REPORT));
    assertRefused(
        Files.EXAMPLE.recompute(Optional.of(other), REPORT),
        Reason.POLICY,
        "want the announced " + other);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'want'",
    "'{}', 'want the next policy'",
    "'{\"announces\":{}}', 'want the next policy'",
    "'{\"announces\":{\"sha256\":\"00\"}}', 'want'",
    "'{\"announces\": {}}', 'want'",
  })
  void whatIsNoReport_isMalformed(String published, String detail) throws Exception {
    assertRefused(Files.EXAMPLE.recompute(Optional.empty(), published), Reason.MALFORMED, detail);
  }

  private static final String RISKY =
      REPORT
          .replace("\"inputs\":{", "\"inputs\":{" + named("history", 1))
          .replace("\"prices\":{\"sha256\"", named("positions", 2) + "\"prices\":{\"sha256\"")
          .replace("\"stress\":[", named("risk", 3) + "\"stress\":[");

  private static String named(String file, int digest) {
    return "\"" + file + "\":{\"sha256\":\"" + hash(digest) + "\"},";
  }

  private static Hash hash(int last) {
    byte[] bytes = new byte[32];
    bytes[31] = (byte) last;
    return Hash.of(bytes);
  }

  /** They follow from no integer, so they are what the report says; all else is as without them. */
  @Test
  void whatAReportNamesOfRisk_isTakenAsItStands() throws Exception {
    assertEquals(new Confirmed(policy()), Files.EXAMPLE.recompute(Optional.empty(), RISKY));
    assertEquals(
        new Commitments(policy(), Optional.of(hash(1)), Optional.of(hash(2)), Optional.of(hash(3))),
        Commitments.read(bytes(RISKY)));
    assertEquals(Commitments.announcing(policy()), Commitments.read(bytes(REPORT)));
    String better = RISKY.replace("\"ratio\":13142", "\"ratio\":13143");
    assertRefused(Files.EXAMPLE.recompute(Optional.empty(), better), Reason.DIFFERENT, "from byte");
    String more = RISKY.replace("\"risk\":{", "\"risk\":{\"better\":1,");
    assertRefused(Files.EXAMPLE.recompute(Optional.empty(), more), Reason.DIFFERENT, "from byte");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"risk\":{\"sha256\"', '\"risk\":{\"sha1\"', 'report without risk.sha256'",
    "'\"history\":{\"sha256\"', '\"history\":{\"sha1\"', 'report without history.sha256'",
    "'\"positions\":{\"sha256\":\"00', '\"positions\":{\"sha256\":\"zz', 'hash'",
  })
  void whatNamesNoFile_isMalformed(String good, String bad, String detail) throws Exception {
    String other = RISKY.replace(good, bad);
    assertNotEquals(RISKY, other);
    assertRefused(Files.EXAMPLE.recompute(Optional.empty(), other), Reason.MALFORMED, detail);
  }

  @Test
  void filesOfAnotherEpochOrExchange_makeNoReport() throws Exception {
    assertContradict(
        new Files(LIABILITIES, RESERVES.replace(":7,", ":8,"), PRICES, POLICY, Optional.of(TERMS)),
        "reserves of exchange.example, epoch 8");
    assertContradict(
        new Files(
            LIABILITIES,
            RESERVES,
            PRICES.replace("T00:00:00Z\",\"epoch", "T00:00:01Z\",\"epoch"),
            POLICY,
            Optional.of(TERMS)),
        "prices of exchange.example, epoch 7, as of 2026-09-02T00:00:01Z");
    assertContradict(
        new Files(LIABILITIES, RESERVES, PRICES, POLICY, Optional.of(TERMS.replace(":7,", ":6,"))),
        "terms of exchange.example, epoch 6");
    assertContradict(
        new Files(
            LIABILITIES,
            RESERVES,
            PRICES,
            POLICY.replace("\"issuer\":\"exchange.example\"", "\"issuer\":\"other.example\""),
            Optional.of(TERMS)),
        "policy of other.example");
    assertContradict(
        new Files(
            LIABILITIES,
            RESERVES,
            PRICES.replace("\"quote\":\"USD\"", "\"quote\":\"EUR\""),
            POLICY,
            Optional.of(TERMS)),
        "prices in EUR, want USD");
  }

  @Test
  void filesThatContradictOneAnother_makeNoReport() throws Exception {
    assertContradict(
        new Files(
            LIABILITIES,
            RESERVES,
            PRICES,
            POLICY.replace("\"asset\":\"ETH\",\"decimals\":18", "\"asset\":\"ETH\",\"decimals\":8"),
            Optional.of(TERMS)),
        "want the same decimals everywhere");
    assertContradict(
        Files.EXAMPLE.with(
            "\"units\":\"30000000000000000000\"", "\"units\":\"100000000000000000001\""),
        "ETH: terms of 100000000000000000001, want at most 100000000000000000000");
    assertContradict(
        Files.EXAMPLE.with(
            "\"excluded\":[{\"asset\":\"BTC\",\"count\":1,\"kind\":\"house\"",
            "\"excluded\":[{\"asset\":\"XMR\",\"count\":1,\"kind\":\"asset\""),
        "XMR is owed without a tree, want its decimals in the policy");
  }

  private static void assertContradict(Files files, String detail) throws Exception {
    assertNotEquals(Files.EXAMPLE, files);
    assertRefused(files.recompute(Optional.empty(), REPORT), Reason.INPUTS, detail);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new SolvencyInputs(
                LiabilitiesManifest.parse(bytes(files.liabilities())),
                ReservesManifest.parse(bytes(files.reserves())),
                PriceTable.parse(bytes(files.prices())),
                SolvencyPolicy.parse(bytes(files.policy())),
                Optional.of(Terms.parse(bytes(files.terms().orElseThrow()))),
                policy()));
  }
}
