package dev.solvent.attest.verify;

import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.prices.PriceTable;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.solvency.ReportSources;
import dev.solvent.attest.solvency.SolvencyCheck;
import dev.solvent.attest.solvency.SolvencyPolicy;
import dev.solvent.attest.solvency.SolvencyVerdict;
import dev.solvent.attest.solvency.Terms;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.util.Optional;

/**
 * The check {@code solvency.report}: the report that the statement names follows from the files
 * that the statement and the report name. That the policy was announced in time is seen where the
 * report before is at hand: along the log's history.
 */
final class SolvencyStep {
  private final Blobs blobs;

  private SolvencyStep(Blobs blobs) {
    this.blobs = blobs;
  }

  /** A file that is named is never absent. */
  private static final class Missing extends Exception {
    private static final long serialVersionUID = 1;

    Missing(String what, Hash digest) {
      super("no file of digest " + digest + ", which " + what);
    }
  }

  static Optional<Finding> absent(Statement statement) {
    return statement.digestOf(Subject.SOLVENCY).isPresent()
        ? Optional.empty()
        : Optional.of(
            Finding.absent(Check.SOLVENCY_REPORT, "the statement names no " + Subject.SOLVENCY));
  }

  static Finding recomputed(
      Hash report, LiabilitiesManifest owed, ReservesManifest held, Blobs blobs) {
    try {
      return new SolvencyStep(blobs).finding(report, owed, held);
    } catch (Missing | MalformedException e) {
      return Finding.fail(Check.SOLVENCY_REPORT, String.valueOf(e.getMessage()));
    }
  }

  private Finding finding(Hash digest, LiabilitiesManifest owed, ReservesManifest held)
      throws Missing, MalformedException {
    byte[] published = read(digest, "the statement names " + Subject.SOLVENCY);
    ReportSources sources = ReportSources.of(published);
    PriceTable prices = PriceTable.parse(read(sources.prices(), "the report names as prices"));
    SolvencyPolicy policy =
        SolvencyPolicy.parse(read(sources.policy(), "the report names as policy"));
    Optional<Terms> terms = Optional.empty();
    if (sources.terms().isPresent()) {
      terms = Optional.of(Terms.parse(read(sources.terms().get(), "the report names as terms")));
    }
    return switch (SolvencyCheck.recompute(
        owed, held, prices, policy, terms, Optional.empty(), published)) {
      case SolvencyVerdict.Confirmed(var announces) ->
          Finding.pass(
              Check.SOLVENCY_REPORT,
              "the report follows from the files that it names, byte for byte",
              "sha256 " + digest,
              "by policy " + sources.policy(),
              "next by policy " + announces);
      case SolvencyVerdict.Refused(var reason, var detail) ->
          Finding.fail(Check.SOLVENCY_REPORT, detail);
    };
  }

  private byte[] read(Hash digest, String what) throws Missing {
    Optional<Octets> bytes = blobs.find(digest);
    if (bytes.isEmpty()) {
      throw new Missing(what, digest);
    }
    return bytes.get().toBytes();
  }
}
