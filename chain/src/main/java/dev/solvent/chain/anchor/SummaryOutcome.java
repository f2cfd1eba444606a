package dev.solvent.chain.anchor;

import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Coverage;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Finding.Result;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.report.Verdict;
import dev.solvent.attest.statement.Statement;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a verification's report comes to as a summary for a feed. */
public sealed interface SummaryOutcome {
  record Made(Summary summary) implements SummaryOutcome {}

  record Refused(String reason) implements SummaryOutcome {}

  /**
   * The figures that the verifier computed itself, for the assets that a feed has. Coverage below
   * what the policy wants is no reason to refuse: it is what a contract most wants to know. All
   * else has to hold; a verdict of SHORT may hide that the attestation is STALE, too.
   *
   * @param report of a verification of that statement
   */
  static SummaryOutcome of(Statement statement, Report report, List<Asset> assets) {
    Optional<Finding> failure =
        report.findings().stream()
            .filter(each -> each.check() != Check.SOLVENCY_COVERAGE && each.result() == Result.FAIL)
            .findFirst();
    if (failure.isPresent()) {
      return new Refused(failure.get().check().id() + ": " + failure.get().sentence());
    }
    Verdict verdict = report.verdict();
    if (verdict != Verdict.VERIFIED && verdict != Verdict.SHORT) {
      return new Refused("verdict " + verdict + ", want VERIFIED or SHORT");
    }
    if (!report.issuer().equals(Optional.of(statement.issuer()))
        || !report.epoch().equals(Optional.of(statement.epoch()))) {
      return new Refused(
          "report of another attestation, want " + statement.issuer() + " " + statement.epoch());
    }
    List<Figures> figures = new ArrayList<>();
    for (Asset asset : assets) {
      Optional<Coverage> coverage =
          report.coverage().stream().filter(each -> each.asset().equals(asset)).findFirst();
      if (coverage.isEmpty()) {
        return new Refused(
            "asset " + asset + " is not in the report, want every asset of the feed");
      }
      if (!fits(coverage.get().counted()) || !fits(coverage.get().liabilities())) {
        return new Refused("asset " + asset + " has a sum that does not fit, want below 2^128");
      }
      figures.add(
          new Figures(
              asset, amount(coverage.get().counted()), amount(coverage.get().liabilities())));
    }
    return new Made(
        new Summary(
            statement.issuer(), statement.epoch(), statement.asOf(), statement.id(), figures));
  }

  private static boolean fits(BigInteger sum) {
    return sum.signum() >= 0 && sum.bitLength() <= 128;
  }

  private static Amount amount(BigInteger sum) {
    return new Amount(sum.shiftRight(64).longValue(), sum.longValue());
  }
}
