package dev.solvent.server.alert;

import dev.solvent.attest.report.Coverage;
import dev.solvent.attest.report.Verdict;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Ticker;
import dev.solvent.server.solvency.ReportFigures;
import dev.solvent.server.solvency.ReportFigures.Crossed;
import dev.solvent.server.solvency.ReportFigures.Reach;
import dev.solvent.server.solvency.ReportFigures.Totals;
import dev.solvent.server.store.EpochRecord;
import dev.solvent.server.store.Step;
import dev.solvent.server.store.Trouble;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Situations as tests want them. */
final class Situations {
  static final Timestamp NOW = at("2026-11-21T12:00:00Z");

  private Situations() {}

  static Timestamp at(String text) {
    return new Timestamp(Instant.parse(text));
  }

  static Coverage coverage(String ticker, long owed, long counted) {
    return new Coverage(
        new Asset(new Ticker(ticker), 2),
        BigInteger.valueOf(owed),
        BigInteger.valueOf(counted),
        BigInteger.ZERO,
        BigInteger.ZERO,
        BigInteger.ZERO);
  }

  static Attested attested(String due, Coverage... coverage) {
    return new Attested(
        new Epoch(7),
        at("2026-11-21T00:00:00Z"),
        at(due),
        Optional.of(Verdict.VERIFIED),
        List.of(coverage));
  }

  static EpochRecord epoch(long number, Step reached, Optional<Trouble> trouble) {
    return new EpochRecord(
        new Epoch(number),
        at("2026-11-21T11:00:00Z"),
        reached,
        at("2026-11-21T11:30:00Z"),
        trouble);
  }

  static Optional<Trouble> trouble(boolean person) {
    return Optional.of(
        new Trouble("1 of 2 witnesses", "are they up?", person, 3, at("2026-11-21T11:40:00Z")));
  }

  /** Of a report that has all kinds of figures. */
  static ReportFigures figures(Crossed... alerts) {
    return new ReportFigures(
        "USD",
        2,
        Optional.of(new Totals(9_047, 9_043, 13_142, "33001500")),
        List.of(new Reach("hour", 3600, 3_332)),
        List.of(alerts),
        List.of());
  }

  static Situation of(Attested published, EpochRecord... epochs) {
    return new Situation(
        NOW,
        List.of(epochs),
        Optional.of(published),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }
}
