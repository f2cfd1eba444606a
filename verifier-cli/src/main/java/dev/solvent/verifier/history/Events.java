package dev.solvent.verifier.history;

import dev.solvent.attest.liabilities.Exclusion;
import dev.solvent.attest.report.Coverage;
import dev.solvent.attest.report.Verdict;
import dev.solvent.attest.statement.Replaces;
import dev.solvent.attest.statement.Subject;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Ticker;
import dev.solvent.verifier.history.Event.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds what stands out in rows that follow one another. One thread. */
final class Events {
  private final LoggedHistory log;
  private final List<Event> events = new ArrayList<>();

  private Events(LoggedHistory log) {
    this.log = log;
  }

  static List<Event> of(List<EpochRow> rows, LoggedHistory log) {
    Events events = new Events(log);
    Optional<EpochRow> before = Optional.empty();
    for (EpochRow row : rows) {
      events.verdict(row);
      events.late(row);
      events.correction(row);
      if (row.found().isPresent()) {
        before.ifPresent(earlier -> events.changes(earlier, row));
        before = Optional.of(row);
      }
    }
    return List.copyOf(events.events);
  }

  private void add(Epoch epoch, Kind kind, String sentence) {
    events.add(new Event(epoch, kind, sentence));
  }

  private void verdict(EpochRow row) {
    if (row.verdict() == Verdict.SHORT) {
      add(
          row.epoch(),
          Kind.SHORT,
          row.coverage().stream().map(Events::line).collect(Collectors.joining(", ")));
    } else if (row.verdict() != Verdict.VERIFIED) {
      Kind kind = row.verdict() == Verdict.STALE ? Kind.STALE : Kind.FAULT;
      row.faults().forEach(fault -> add(row.epoch(), kind, fault));
    }
  }

  private static String line(Coverage coverage) {
    return coverage.asset().ticker() + " " + Coverage.percent(coverage.basisPoints());
  }

  private void late(EpochRow row) {
    row.late()
        .ifPresent(late ->
            add(
                row.epoch(),
                Kind.LATE,
                inWords(late)
                    + " late: due by "
                    + log.statement(row.epoch().number() - 1).orElseThrow().nextDueBy()
                    + ", as of "
                    + row.found().orElseThrow().statement().asOf()));
  }

  static String inWords(Duration late) {
    return late.toHours() < 1
        ? late.toMinutes() < 1 ? late.toSeconds() + " s" : late.toMinutes() + " min"
        : late.toHours()
            + " h"
            + (late.toMinutesPart() == 0 ? "" : " " + late.toMinutesPart() + " min");
  }

  private void correction(EpochRow row) {
    Optional<Replaces> replaces = row.found().flatMap(found -> found.statement().replaces());
    if (replaces.isPresent()) {
      String which =
          log.epochOf(replaces.get().sha256())
              .map(epoch -> "epoch " + epoch)
              .orElse(replaces.get().sha256() + ", which is not in this log");
      add(row.epoch(), Kind.CORRECTION, "corrects " + which + ": " + replaces.get().reason());
    }
  }

  private void changes(EpochRow before, EpochRow row) {
    Set<Ticker> was = assets(before);
    Set<Ticker> is = assets(row);
    if (!was.isEmpty() && !is.isEmpty()) {
      told(row, Kind.ASSET, is, was::contains, " appears");
      told(row, Kind.ASSET, was, is::contains, " disappears");
    }
    if (namesReport(before) != namesReport(row)) {
      String appears = namesReport(row) ? " appears" : " disappears";
      add(row.epoch(), Kind.REPORT, "the solvency report" + appears);
    }
    for (Exclusion exclusion : row.excluded()) {
      if (before.excluded().stream().noneMatch(earlier -> isSame(earlier, exclusion))) {
        add(
            row.epoch(),
            Kind.EXCLUSION,
            inWords(exclusion) + " left out, with " + total(row, exclusion) + " in all");
      }
    }
    for (Exclusion exclusion : before.excluded()) {
      if (row.excluded().stream().noneMatch(later -> isSame(later, exclusion))) {
        add(row.epoch(), Kind.EXCLUSION, inWords(exclusion) + " left out no more");
      }
    }
  }

  private static boolean namesReport(EpochRow row) {
    return row.found().flatMap(found -> found.statement().digestOf(Subject.SOLVENCY)).isPresent();
  }

  private void told(
      EpochRow row, Kind kind, Set<Ticker> all, Predicate<Ticker> known, String what) {
    all.stream().filter(known.negate()).forEach(ticker -> add(row.epoch(), kind, ticker + what));
  }

  private static Set<Ticker> assets(EpochRow row) {
    return row.coverage().stream()
        .map(coverage -> coverage.asset().ticker())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isSame(Exclusion one, Exclusion other) {
    return one.asset().equals(other.asset()) && one.kind() == other.kind();
  }

  private static String inWords(Exclusion exclusion) {
    String balances = exclusion.count() + " balance" + (exclusion.count() == 1 ? "" : "s");
    return switch (exclusion.kind()) {
      case ASSET -> exclusion.asset() + " as a whole";
      case HOUSE -> balances + " of " + exclusion.asset() + " of the exchange's own";
      case NEGATIVE -> balances + " of " + exclusion.asset() + " below zero";
    };
  }

  private static String total(EpochRow row, Exclusion exclusion) {
    int decimals =
        row.coverage().stream()
            .map(Coverage::asset)
            .filter(asset -> asset.ticker().equals(exclusion.asset()))
            .map(Asset::decimals)
            .findAny()
            .orElse(0);
    String total = new BigDecimal(exclusion.total().toBigInteger(), decimals).toPlainString();
    return total + (decimals == 0 ? " smallest units" : "");
  }
}
