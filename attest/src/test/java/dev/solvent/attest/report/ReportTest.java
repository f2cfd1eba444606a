package dev.solvent.attest.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.report.Finding.Result;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ReportTest {
  private static final Timestamp NOW = time();

  private static Timestamp time() {
    try {
      return Timestamp.parse("2026-09-02T01:00:00Z");
    } catch (MalformedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Report report(Map<Check, Finding> others) {
    List<Finding> findings = new ArrayList<>();
    for (Check check : Check.values()) {
      findings.add(others.getOrDefault(check, Finding.pass(check, "as it should be")));
    }
    return of(findings);
  }

  private static Report of(List<Finding> findings) {
    return new Report(
        Optional.of(new Issuer("exchange.example")),
        Optional.of(new Epoch(7)),
        NOW,
        findings,
        List.of(coverage(100, 99)));
  }

  private static Report with(Check check, Function<Check, Finding> finding) {
    return report(new EnumMap<>(Map.of(check, finding.apply(check))));
  }

  private static Coverage coverage(long owed, long counted) {
    return new Coverage(
        new Asset(new Ticker("BTC"), 8),
        BigInteger.valueOf(owed),
        BigInteger.valueOf(counted),
        BigInteger.ONE,
        BigInteger.TWO,
        BigInteger.TEN);
  }

  @Test
  void everyCheckPassed_isVerified() {
    assertEquals(Verdict.VERIFIED, report(Map.of()).verdict());
  }

  @ParameterizedTest
  @EnumSource(Check.class)
  void threat19_oneCheckThatFails_keepsTheVerdictDown(Check check) {
    Verdict want =
        switch (check) {
          case FRESHNESS, STATEMENT_LATEST -> Verdict.STALE;
          case SOLVENCY_COVERAGE -> Verdict.SHORT;
          default -> Verdict.FAILED;
        };
    assertEquals(want, with(check, c -> Finding.fail(c, "wrong")).verdict());
  }

  @ParameterizedTest
  @EnumSource(Check.class)
  void threat19_oneCheckThatWasNotMade_keepsTheVerdictDown(Check check) {
    assertEquals(Verdict.FAILED, with(check, c -> Finding.notRun(c, "nobody looked")).verdict());
  }

  @ParameterizedTest
  @EnumSource(Check.class)
  void whatIsNotRequired_mayBeAbsent_orSomebodyElsesToMake(Check check) {
    assertEquals(Verdict.VERIFIED, with(check, c -> Finding.absent(c, "none")).verdict());
    assertEquals(Verdict.VERIFIED, with(check, c -> Finding.notOurs(c, "an auditor's")).verdict());
  }

  @Test
  void ofSeveralTheWorstWins() {
    Map<Check, Finding> findings = new EnumMap<>(Check.class);
    findings.put(Check.FRESHNESS, Finding.fail(Check.FRESHNESS, "old"));
    assertEquals(Verdict.STALE, report(findings).verdict());
    findings.put(Check.SOLVENCY_COVERAGE, Finding.fail(Check.SOLVENCY_COVERAGE, "too little"));
    assertEquals(Verdict.SHORT, report(findings).verdict());
    findings.put(Check.LOG_INCLUSION, Finding.fail(Check.LOG_INCLUSION, "not in the log"));
    assertEquals(Verdict.FAILED, report(findings).verdict());
  }

  @Test
  void exitCodes_areZeroForVerifiedAlone() {
    assertEquals(0, Verdict.VERIFIED.exitCode());
    assertEquals(1, Verdict.FAILED.exitCode());
    assertEquals(2, Verdict.MALFORMED.exitCode());
    assertEquals(3, Verdict.STALE.exitCode());
    assertEquals(4, Verdict.SHORT.exitCode());
  }

  @Test
  void threat29_aReportWithoutOneOfTheChecks_cannotBeMade() {
    List<Finding> findings = report(Map.of()).findings();
    for (int i = 0; i < findings.size(); i++) {
      List<Finding> missing = new ArrayList<>(findings);
      missing.remove(i);
      assertThrows(IllegalArgumentException.class, () -> of(missing));
      List<Finding> twice = new ArrayList<>(findings);
      twice.add(i, findings.get(i));
      assertThrows(IllegalArgumentException.class, () -> of(twice));
    }
  }

  @Test
  void threat29_whatIsRequired_cannotBeAbsent() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Finding(Check.TIME_TOKEN, Result.ABSENT, true, "none", List.of()));
    assertThrows(IllegalArgumentException.class, () -> Finding.pass(Check.TIME_TOKEN, " "));
  }

  @Test
  void coverage_isRoundedDown_andReachedExactlyOrNot() {
    assertEquals(9_900, coverage(100, 99).basisPoints());
    assertEquals(9_999, coverage(3_000_001, 3_000_000).basisPoints());
    assertTrue(coverage(100, 99).reaches(9_900));
    assertTrue(!coverage(3_000_001, 3_000_000).reaches(10_000));
    assertTrue(coverage(100, 100).reaches(10_000));
    assertTrue(coverage(0, 0).reaches(10_000));
    assertEquals(10_000, coverage(0, 0).basisPoints());
    assertEquals(0, coverage(5, 0).basisPoints());
    assertThrows(IllegalArgumentException.class, () -> coverage(1, -1));
  }

  @Test
  void json_isCanonicalAndSaysEverything() throws MalformedException {
    byte[] json = ReportJson.print(with(Check.FRESHNESS, c -> Finding.fail(c, "old", "a", "b")));
    CanonicalJson.parse(json, new JsonLimits(1 << 20, 16, 1000));
    String text = new String(json, StandardCharsets.UTF_8);
    assertTrue(
        text.contains(
            "{\"check\":\"freshness\",\"evidence\":[\"a\",\"b\"],\"required\":true,"
                + "\"result\":\"fail\",\"sentence\":\"old\"}"),
        text);
    assertTrue(text.endsWith("\"verdict\":\"STALE\"}"), text);
    for (Check check : Check.values()) {
      assertTrue(text.contains("\"check\":\"" + check.id() + "\""), check.id());
    }
  }

  /** An issuer's words may hold what clears a terminal and draws another verdict. */
  @Test
  void threat19_foreignWords_cannotDrawAVerdict() {
    String foreign = "late\u001b[2J\rVERIFIED\n\u202e\u2028 中文";
    Report report = with(Check.STATEMENT_LATEST, c -> Finding.fail(c, foreign));
    String text = ReportText.print(report);
    assertTrue(text.contains("late\\u001b[2J\\u000dVERIFIED\\u000a\\u202e\\u2028 中文\n"), text);
    assertTrue(text.startsWith("STALE "), text);
  }

  @Test
  void text_saysTheVerdictFirst() {
    Report report = with(Check.TIME_SKEW, c -> Finding.absent(c, "no times"));
    assertEquals("no times", report.finding(Check.TIME_SKEW).sentence());
    String text = ReportText.print(report);
    assertTrue(text.startsWith("VERIFIED exchange.example, epoch 7\n"), text);
    assertTrue(text.contains("  absent  time.skew             no times\n"), text);
    assertTrue(
        text.endsWith(
            "  BTC      owed 0.00000100, proven or observed and owned 0.00000099 (99.00 %),"
                + " if its blocks are genuine 0.00000001, in a custodian's word 0.00000002,"
                + " in the exchange's word alone 0.00000010\n"),
        text);
  }
}
