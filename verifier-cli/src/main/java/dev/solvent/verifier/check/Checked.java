package dev.solvent.verifier.check;

import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Finding.Result;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.report.Verdict;
import dev.solvent.verifier.source.Located;
import java.util.List;
import java.util.Optional;

/**
 * What the checks of one attestation came to for one customer.
 *
 * @param proof what the customer holds of it; empty where nothing is counted for them
 */
record Checked(Report report, Share share, Located located, Optional<AccountProof> proof) {
  Verdict verdict() {
    return report.verdict();
  }

  /** Whether what the customer is owed is in the total, whatever else fails. */
  boolean isCounted() {
    return share.isCounted() && report.finding(Check.LIABILITIES_INCLUSION).result() == Result.PASS;
  }

  /** Whether the exchange signed that it owes this customer nothing, and stands by that. */
  boolean isSignedNothing() {
    return proof.isEmpty() && report.finding(Check.RECEIPT_SIGNATURE).result() == Result.PASS;
  }

  /** The proof and all that it rests on, in one file that is checked without any other. */
  Optional<AccountProof> wholeProof() {
    Bundle bundle = located.bundle();
    Bundle whole =
        new Bundle(
            bundle.blobs().and(located.beside()),
            bundle.earlier(),
            bundle.envelope(),
            bundle.logProof(),
            bundle.observations(),
            bundle.replacement(),
            bundle.roots(),
            bundle.tokens());
    return proof.map(own -> own.with(whole));
  }

  /** Whether the exchange answered that it counts nothing for this customer. */
  boolean isNothingFound() {
    return proof.isEmpty() && report.finding(Check.LIABILITIES_INCLUSION).result() == Result.FAIL;
  }

  Checked amended(Finding finding) {
    return new Checked(amended(report, finding), share, located, proof);
  }

  /** The report with one finding in the place of another, which what failed keeps. */
  static Report amended(Report report, Finding finding) {
    List<Finding> findings =
        report.findings().stream()
            .map(each ->
                each.check() == finding.check() && each.result() != Result.FAIL ? finding : each)
            .toList();
    return new Report(report.issuer(), report.epoch(), report.now(), findings, report.coverage());
  }
}
