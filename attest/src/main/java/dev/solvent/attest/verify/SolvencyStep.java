package dev.solvent.attest.verify;

import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.prices.DailyPrices;
import dev.solvent.attest.prices.PriceTable;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Finding.Result;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.solvency.Commitments;
import dev.solvent.attest.solvency.ReportSources;
import dev.solvent.attest.solvency.SolvencyCheck;
import dev.solvent.attest.solvency.SolvencyPolicy;
import dev.solvent.attest.solvency.SolvencyReport;
import dev.solvent.attest.solvency.SolvencyVerdict;
import dev.solvent.attest.solvency.Terms;
import dev.solvent.attest.solvency.positions.Positions;
import dev.solvent.attest.solvency.risk.RiskCheck;
import dev.solvent.attest.solvency.risk.RiskVerdict;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The checks {@code solvency.report} and {@code solvency.risk}: both reports follow from the files
 * that the statement and the first of them name. That the policy was announced in time is seen
 * where the report before is at hand: along the log's history.
 */
final class SolvencyStep {
  private final LiabilitiesManifest owed;
  private final ReservesManifest held;
  private final List<Judged> judged;
  private final Blobs blobs;

  private SolvencyStep(
      LiabilitiesManifest owed, ReservesManifest held, List<Judged> judged, Blobs blobs) {
    this.owed = owed;
    this.held = held;
    this.judged = judged;
    this.blobs = blobs;
  }

  private interface Parser<T> {
    T parse(byte[] bytes) throws MalformedException;
  }

  /** A published report, and the files that both checks read. */
  private record Read(
      Hash digest,
      Octets published,
      ReportSources sources,
      PriceTable prices,
      SolvencyPolicy policy) {}

  /** What is said of a statement that names no report. */
  static List<Finding> absent(Statement statement) {
    String sentence = "the statement names no " + Subject.SOLVENCY;
    return statement.digestOf(Subject.SOLVENCY).isPresent()
        ? List.of()
        : List.of(
            Finding.absent(Check.SOLVENCY_REPORT, sentence),
            Finding.absent(Check.SOLVENCY_RISK, sentence));
  }

  /** The figures of risk that a report names which was confirmed. */
  static Optional<Hash> risk(Octets confirmed) {
    try {
      return Commitments.read(confirmed.toBytes()).risk();
    } catch (MalformedException e) {
      throw new IllegalStateException("a report that follows can be read", e);
    }
  }

  /**
   * Of a report that does not follow the figures of risk are not looked at.
   *
   * @param judged what the reader makes of what is held; empty where nothing could be made of it
   */
  static List<Finding> recomputed(
      Hash report,
      LiabilitiesManifest owed,
      ReservesManifest held,
      List<Judged> judged,
      Blobs blobs) {
    SolvencyStep step = new SolvencyStep(owed, held, judged, blobs);
    try {
      Read read = step.read(report);
      Finding finding = step.report(read);
      return finding.result() == Result.PASS ? List.of(finding, step.risk(read)) : List.of(finding);
    } catch (MalformedException e) {
      return List.of(Finding.fail(Check.SOLVENCY_REPORT, String.valueOf(e.getMessage())));
    }
  }

  private Read read(Hash digest) throws MalformedException {
    Octets published = file(digest, "the statement names " + Subject.SOLVENCY);
    ReportSources sources = ReportSources.of(published.toBytes());
    return new Read(
        digest,
        published,
        sources,
        named(sources.prices(), "prices", PriceTable::parse),
        named(sources.policy(), "policy", SolvencyPolicy::parse));
  }

  private Finding report(Read read) throws MalformedException {
    Optional<Terms> terms = named(read.sources().terms(), "terms", Terms::parse);
    return switch (SolvencyCheck.recompute(
        owed,
        held,
        read.prices(),
        read.policy(),
        terms,
        Optional.empty(),
        read.published().toBytes())) {
      case SolvencyVerdict.Confirmed(var announces) ->
          Finding.pass(
              Check.SOLVENCY_REPORT,
              "the report follows from the files that it names, byte for byte" + beyondTheReader(),
              "sha256 " + read.digest(),
              "by policy " + read.sources().policy(),
              "next by policy " + announces);
      case SolvencyVerdict.Refused(var reason, var detail) ->
          Finding.fail(Check.SOLVENCY_REPORT, detail);
    };
  }

  /**
   * The report goes by what is declared, so that it is the same for everybody. Where this reader
   * knows less, of an asset that their policy does not name, they are told.
   */
  private String beyondTheReader() {
    SortedSet<Ticker> assets = new TreeSet<>();
    for (Judged each : judged) {
      Holding holding = each.holding();
      if (each.counts() == Judged.Counts.CLAIMED && SolvencyReport.counts(holding)) {
        assets.add(holding.countsAs().ticker());
      }
    }
    return assets.isEmpty()
        ? ""
        : assets.stream()
            .map(Ticker::text)
            .collect(
                Collectors.joining(", ", "; it counts ", " that this reader takes as claimed"));
  }

  private Finding risk(Read read) {
    Commitments named = read.sources().commitments();
    if (named.risk().isEmpty()) {
      return Finding.absent(Check.SOLVENCY_RISK, "the solvency report names no figures of risk");
    }
    try {
      return switch (RiskCheck.recompute(
          owed,
          held,
          read.prices(),
          read.policy(),
          named(named.history(), "history", DailyPrices::parse),
          named(named.positions(), "positions", Positions::parse),
          file(named.risk().get(), "the report names as risk").toBytes())) {
        case RiskVerdict.Confirmed() ->
            Finding.pass(
                Check.SOLVENCY_RISK,
                "the figures of risk follow from the files that the report names, byte for byte",
                "sha256 " + named.risk().get());
        case RiskVerdict.Refused(var reason, var detail) ->
            Finding.fail(Check.SOLVENCY_RISK, detail);
      };
    } catch (MalformedException e) {
      return Finding.fail(Check.SOLVENCY_RISK, String.valueOf(e.getMessage()));
    }
  }

  private <T> Optional<T> named(Optional<Hash> digest, String as, Parser<T> parser)
      throws MalformedException {
    return digest.isPresent() ? Optional.of(named(digest.get(), as, parser)) : Optional.empty();
  }

  private <T> T named(Hash digest, String as, Parser<T> parser) throws MalformedException {
    return parser.parse(file(digest, "the report names as " + as).toBytes());
  }

  /** A file that is named is never absent. */
  private Octets file(Hash digest, String what) throws MalformedException {
    Optional<Octets> bytes = blobs.find(digest);
    if (bytes.isEmpty()) {
      throw new MalformedException("no file of digest " + digest + ", which " + what);
    }
    return bytes.get();
  }
}
