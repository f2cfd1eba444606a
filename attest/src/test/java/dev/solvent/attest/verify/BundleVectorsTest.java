package dev.solvent.attest.verify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.RepoFiles;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Finding.Result;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.report.ReportText;
import dev.solvent.attest.report.Verdict;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every case of {@code fixtures/vectors/bundles}: what it spoils fails, and nothing else. */
final class BundleVectorsTest {
  @TestFactory
  Stream<DynamicTest> everyCase_isFoundOut() throws IOException {
    return BundleVector.all().stream()
        .map(vector -> DynamicTest.dynamicTest(vector.name(), () -> run(vector)));
  }

  private static void run(BundleVector vector) {
    Optional<Report> report = vector.report();
    if (report.isEmpty()) {
      assertEquals("MALFORMED", vector.verdict(), vector.name());
      return;
    }
    assertEquals(vector.results(), results(report.get()), () -> ReportText.print(report.get()));
    assertEquals(vector.verdict(), report.get().verdict().name());
  }

  static Map<String, String> results(Report report) {
    Map<String, String> results = new TreeMap<>();
    for (Finding finding : report.findings()) {
      if (finding.result() != Result.PASS) {
        results.put(finding.check().id(), finding.result().text());
      }
    }
    return results;
  }

  private static Report report(String name) throws IOException {
    return BundleVector.named(name).report().orElseThrow();
  }

  /** A check that nobody spoils is one that nobody would miss. */
  @Test
  void threat19_everyCheck_failsInACaseOfItsOwn() throws IOException {
    Set<Check> spoilt = EnumSet.noneOf(Check.class);
    for (BundleVector vector : BundleVector.all()) {
      List<String> failed =
          vector.results().entrySet().stream()
              .filter(result -> result.getValue().equals("fail"))
              .map(Map.Entry::getKey)
              .toList();
      for (Check check : Check.values()) {
        if (failed.equals(List.of(check.id()))) {
          spoilt.add(check);
        }
      }
    }
    assertEquals(EnumSet.allOf(Check.class), spoilt);
  }

  @Test
  void theHonestOne_saysWhatIsHeldAndOwed() throws IOException {
    Report report = report("honest");
    assertEquals(
        "0.500000000000000000 ETH, 120000.000000 USDC of alice@example.com counted",
        report.finding(Check.LIABILITIES_INCLUSION).sentence());
    assertEquals(
        List.of("nothing counted in BTC"), report.finding(Check.LIABILITIES_INCLUSION).evidence());
    assertEquals(
        List.of("BTC 10000", "ETH 13333", "USDC 10000"),
        report.coverage().stream()
            .map(each -> each.asset().ticker() + " " + each.basisPoints())
            .toList());
    assertEquals(
        new BigInteger("700000000000000000"), report.coverage().get(1).attested(), "a custodian's");
  }

  /** What was read is what is written, whatever the case has in it. */
  @Test
  void everyBundle_isPrintedAsItWasRead() throws IOException {
    int printed = 0;
    for (Path file : BundleVector.files("bundle.json")) {
      byte[] bytes = RepoFiles.bytes(file);
      Bundle bundle;
      try {
        bundle = Bundle.parse(bytes);
      } catch (MalformedException spoilt) {
        assertTrue(file.getFileName().toString().startsWith("malformed-"), file.toString());
        continue;
      }
      assertArrayEquals(bytes, bundle.toBytes(), file.toString());
      printed++;
    }
    assertTrue(printed > 50, () -> "too few bundles");
  }

  @Test
  void theHonestOne_reads() throws IOException {
    Path golden = RepoFiles.root().resolve("attest/src/test/resources/dev/solvent/attest/verify");
    StringBuilder text = new StringBuilder(ReportText.print(report("honest")));
    for (Finding finding : report("honest").findings()) {
      finding.evidence().forEach(line -> text.append(finding.check().id() + ": " + line + "\n"));
    }
    assertEquals(RepoFiles.text(golden.resolve("honest-report.txt")), text.toString());
  }

  @Test
  void threat22_treesThatDiffer_areNamed() throws IOException {
    String root = "24b47e3bb0f8d9aac71b68923dce27e50b92ecddee5efbc43fabfcfd044f5156 of height 2";
    assertEquals(
        "BTC comes to 150000001 units under "
            + root
            + ", want the attested 150000000 units under "
            + root,
        report("trees-of-another-total").finding(Check.LIABILITIES_RECOMPUTE).sentence());
    assertEquals(
        "BTC was not recomputed, want every attested asset",
        report("trees-that-lack-an-asset").finding(Check.LIABILITIES_RECOMPUTE).sentence());
  }

  @Test
  void threat24_whatNobodyConfirms_isConditional() throws IOException {
    Report report = report("block-that-nobody-saw");
    assertEquals(BigInteger.ZERO, report.coverage().get(1).counted());
    assertEquals(new BigInteger("2000000000000000000"), report.coverage().get(1).conditional());
  }

  @Test
  void signaturesOfOwnership_areCounted_andNothingElse() throws IOException {
    assertEquals(
        "4 of 4 signatures of ownership fit",
        report("honest-one-holding-not-signed").finding(Check.RESERVES_OWNERSHIP).sentence());
  }

  @Test
  void threat25_aStrangersWallet_isClaimed() throws IOException {
    Report report = report("short-where-a-wallet-is-a-strangers");
    assertEquals(new BigInteger("1500000000000000000"), report.coverage().get(1).claimed());
    assertEquals(3_333, report.coverage().get(1).basisPoints());
  }

  @Test
  void threat08_bothCheckpoints_areKeptAsEvidence() throws IOException {
    List<String> evidence =
        report("seen-another-history").finding(Check.LOG_CONSISTENCY).evidence();
    assertEquals(2, evidence.size());
    assertTrue(evidence.stream().allMatch(text -> text.startsWith("exchange.example/log\n")));
  }

  @Test
  void threat26_anOutputThatIsThereTwice_isNamed() throws IOException {
    String sentence = report("observed-output-twice").finding(Check.RESERVES_BALANCE).sentence();
    assertTrue(sentence.endsWith(":0 a second time, want it once"), sentence);
  }

  @Test
  void threat30_whatTheExchangeSignedAndDoesNotCount_isCalledProofOfFault() throws IOException {
    for (String name : List.of("receipt-that-does-not-fold", "receipt-silent-about-an-asset")) {
      String sentence = report(name).finding(Check.RECEIPT_SIGNATURE).sentence();
      assertTrue(sentence.startsWith("proof of fault"), sentence);
    }
    for (String name : List.of("receipt-signed-by-a-thief", "receipt-of-another-type")) {
      String sentence = report(name).finding(Check.RECEIPT_SIGNATURE).sentence();
      assertTrue(!sentence.contains("proof of fault"), sentence);
    }
  }

  @Test
  void aReplacement_isNamedWithItsReason() throws IOException {
    Finding finding = report("entry-replaced-and-shown").finding(Check.STATEMENT_LATEST);
    assertEquals("replaced in epoch 4: two accounts were counted twice", finding.sentence());
    assertEquals(Verdict.STALE, report("entry-replaced-and-shown").verdict());
  }

  @Test
  void nobodysStatement_isNobodysReport() throws IOException {
    Report report = report("statement-signed-by-a-thief");
    assertEquals(Optional.empty(), report.issuer());
    assertEquals(Optional.empty(), report.epoch());
    assertEquals(List.of(), report.coverage());
  }
}
