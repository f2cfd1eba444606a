package dev.solvent.chain.anchor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Coverage;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.statement.RootName;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a verification's report to what may be signed. */
final class SummaryOutcomeTest {
  private static final Asset ASSET = FeedWorld.assets(1).getFirst();
  private static final Hash HASH = Hash.of(new byte[Hash.BYTES]);
  private static final Timestamp AS_OF = new Timestamp(Instant.ofEpochSecond(FeedWorld.GENESIS));
  private static final Statement STATEMENT =
      new Statement(
          AS_OF,
          List.of(),
          new Epoch(7),
          FeedWorld.ISSUER,
          "exchange.example/log",
          new Timestamp(Instant.ofEpochSecond(FeedWorld.GENESIS + 86_400)),
          Optional.empty(),
          new RootName(HASH, 1),
          List.of(new Subject(Subject.LIABILITIES, HASH), new Subject(Subject.RESERVES, HASH)));

  private static Report report(List<Finding> others, Issuer issuer, long epoch, BigInteger held) {
    List<Finding> findings = new ArrayList<>();
    for (Check check : Check.values()) {
      findings.add(
          others.stream()
              .filter(finding -> finding.check() == check)
              .findFirst()
              .orElse(Finding.pass(check, "as it should be")));
    }
    BigInteger none = BigInteger.ZERO;
    Coverage coverage = new Coverage(ASSET, BigInteger.TEN, held, none, BigInteger.TWO, none);
    return new Report(
        Optional.of(issuer), Optional.of(new Epoch(epoch)), AS_OF, findings, List.of(coverage));
  }

  private static Report report(Finding... others) {
    return report(List.of(others), FeedWorld.ISSUER, 7, BigInteger.ONE);
  }

  private static String refused(Report report, Asset asset) {
    return switch (SummaryOutcome.of(STATEMENT, report, List.of(asset))) {
      case SummaryOutcome.Refused(String reason) -> reason;
      case SummaryOutcome.Made(Summary summary) -> throw new AssertionError(summary);
    };
  }

  /** What counts, and neither what a custodian says nor what is claimed. */
  @Test
  void figures_areTheReportsOwn() {
    Finding shortfall = Finding.fail(Check.SOLVENCY_COVERAGE, "too little");
    for (Report report : List.of(report(), report(shortfall))) {
      assertEquals(
          new SummaryOutcome.Made(
              new Summary(
                  FeedWorld.ISSUER,
                  new Epoch(7),
                  AS_OF,
                  STATEMENT.id(),
                  List.of(new Figures(ASSET, Amount.of(1), Amount.of(10))))),
          SummaryOutcome.of(STATEMENT, report, List.of(ASSET)));
    }
  }

  @ParameterizedTest
  @EnumSource(value = Check.class, mode = EnumSource.Mode.EXCLUDE, names = "SOLVENCY_COVERAGE")
  void checkThatFailed_leavesNothingToSign(Check check) {
    Finding failure = Finding.fail(check, "as it should not be");
    Finding shortfall = Finding.fail(Check.SOLVENCY_COVERAGE, "too little");
    for (Report report : List.of(report(failure), report(failure, shortfall))) {
      assertEquals(check.id() + ": as it should not be", refused(report, ASSET));
    }
  }

  @ParameterizedTest
  @EnumSource(Check.class)
  void requiredCheckThatWasNotMade_leavesNothingToSign(Check check) {
    assertEquals(
        "verdict FAILED, want VERIFIED or SHORT",
        refused(report(Finding.notRun(check, "nobody looked")), ASSET));
  }

  @Test
  void reportOfAnother_isRefused() {
    String want = "report of another attestation, want exchange.example 7";
    assertEquals(want, refused(report(List.of(), FeedWorld.ISSUER, 8, BigInteger.ONE), ASSET));
    assertEquals(
        want, refused(report(List.of(), new Issuer("friend.example"), 7, BigInteger.ONE), ASSET));
  }

  @Test
  void assetOfTheFeed_thatIsNotInTheReport_isRefused() {
    assertEquals(
        "asset COIN10:6 is not in the report, want every asset of the feed",
        refused(report(), new Asset(ASSET.ticker(), 6)));
  }

  @Test
  void largestSum_fitsAndTheNextDoesNot() {
    BigInteger most = Amount.MAX.toBigInteger();
    Report full = report(List.of(), FeedWorld.ISSUER, 7, most);
    assertTrue(
        SummaryOutcome.of(STATEMENT, full, List.of(ASSET)) instanceof SummaryOutcome.Made(var made)
            && made.figures().getFirst().reserves().equals(Amount.MAX));
    assertEquals(
        "asset COIN10:8 has a sum that does not fit, want below 2^128",
        refused(report(List.of(), FeedWorld.ISSUER, 7, most.add(BigInteger.ONE)), ASSET));
  }
}
