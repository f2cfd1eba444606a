package dev.solvent.server.alert;

import dev.solvent.attest.report.Coverage;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.server.solvency.ReportFigures;
import dev.solvent.server.solvency.ReportFigures.Crossed;
import dev.solvent.server.store.Alert;
import dev.solvent.server.store.EpochRecord;
import dev.solvent.server.store.Step;
import dev.solvent.server.store.Trouble;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which alerts stand: from what is known, and nothing else. */
public final class AlertRules {
  /** The subjects of {@link Alert.Kind#OVERDUE}: late is another alert than soon to be. */
  static final String PASSED = "passed";

  static final String SOON = "soon";

  private AlertRules() {}

  /** One of a kind and subject, in the order of the kinds. */
  public static List<Alert> standing(Situation situation, AlertSettings settings) {
    List<Alert> alerts = new ArrayList<>();
    situation.published().ifPresent(attested -> shortfalls(attested, situation.now(), alerts));
    overdue(situation, settings).ifPresent(alerts::add);
    situation.underWay().flatMap(epoch -> stopped(epoch, situation.now())).ifPresent(alerts::add);
    parties(Alert.Kind.WITNESS, "witness", situation.witnesses(), situation.now(), alerts);
    parties(
        Alert.Kind.AUTHORITY, "time authority", situation.authorities(), situation.now(), alerts);
    situation
        .log()
        .ifPresent(damage ->
            alerts.add(
                new Alert(
                    Alert.Kind.LOG,
                    damage.file(),
                    damage + "; " + damage.remedy(),
                    situation.now())));
    for (Movement moved : situation.moved()) {
      alerts.add(
          new Alert(Alert.Kind.RESERVE_MOVED, moved.subject(), moved.sentence(), situation.now()));
    }
    situation.published().ifPresent(attested -> thresholds(attested, situation, alerts));
    return alerts;
  }

  /** Whether somebody has to do something, as far as a program can tell. */
  public static boolean needsPerson(Alert alert) {
    return switch (alert.kind()) {
      case SHORTFALL, OVERDUE, STOPPED, LOG -> true;
      case WITNESS, AUTHORITY, RESERVE_MOVED, THRESHOLD -> false;
    };
  }

  private static void shortfalls(Attested attested, Timestamp now, List<Alert> alerts) {
    for (Coverage coverage : attested.coverage()) {
      if (!coverage.reaches(Coverage.WHOLE)) {
        String ticker = coverage.asset().ticker().text();
        alerts.add(
            new Alert(
                Alert.Kind.SHORTFALL,
                ticker,
                ticker
                    + " in epoch "
                    + attested.epoch()
                    + ": owed "
                    + decimal(coverage, coverage.liabilities())
                    + ", covered "
                    + decimal(coverage, coverage.counted())
                    + " ("
                    + Coverage.percent(coverage.basisPoints())
                    + "), short by "
                    + decimal(coverage, coverage.liabilities().subtract(coverage.counted())),
                now));
      }
    }
  }

  private static String decimal(Coverage coverage, BigInteger units) {
    return new BigDecimal(units, coverage.asset().decimals()).toPlainString();
  }

  /** An epoch that waits for others is no better than none when the date is near. */
  private static Optional<Alert> overdue(Situation situation, AlertSettings settings) {
    if (situation.published().isEmpty()) {
      return Optional.empty();
    }
    Attested attested = situation.published().get();
    Instant due = attested.nextDueBy().instant();
    Instant now = situation.now().instant();
    String after = "the attestation after epoch " + attested.epoch();
    String by = attested.nextDueBy() + "; " + progress(situation);
    if (!now.isBefore(due)) {
      return Optional.of(
          new Alert(Alert.Kind.OVERDUE, PASSED, after + " was due by " + by, situation.now()));
    }
    boolean goesOn = situation.underWay().filter(epoch -> epoch.trouble().isEmpty()).isPresent();
    if (!goesOn && !now.isBefore(due.minus(settings.margin()))) {
      return Optional.of(
          new Alert(
              Alert.Kind.OVERDUE,
              SOON,
              after + " will be late: it is due by " + by,
              situation.now()));
    }
    return Optional.empty();
  }

  private static String progress(Situation situation) {
    return situation
        .underWay()
        .map(epoch ->
            "epoch "
                + epoch.epoch()
                + " is before "
                + next(epoch)
                + epoch.trouble().map(trouble -> ": " + shareable(epoch, trouble)).orElse(""))
        .orElse("none is under way");
  }

  static String next(EpochRecord epoch) {
    return name(epoch.reached().next().orElse(Step.PUBLISHED));
  }

  /** A step as people read it. */
  public static String name(Step step) {
    return step.name().toLowerCase(Locale.ROOT);
  }

  private static Optional<Alert> stopped(EpochRecord epoch, Timestamp now) {
    return epoch
        .trouble()
        .filter(Trouble::needsPerson)
        .map(trouble ->
            new Alert(
                Alert.Kind.STOPPED,
                "epoch " + epoch.epoch(),
                stopped(epoch, shareable(epoch, trouble) + "; " + trouble.remedy()),
                now));
  }

  private static String stopped(EpochRecord epoch, String why) {
    return "epoch " + epoch.epoch() + " stopped before " + next(epoch) + ": " + why;
  }

  /** As the operator's own screen may have it. */
  public static String stopped(EpochRecord epoch, Trouble trouble) {
    return stopped(epoch, trouble.sentence() + "; " + trouble.remedy());
  }

  /** Alerts go to others, and what is wrong with a book may name a customer. */
  private static String shareable(EpochRecord epoch, Trouble trouble) {
    return epoch.reached() == Step.BEGUN
        ? "the book was not taken, and solvent status says why"
        : trouble.sentence();
  }

  private static void thresholds(Attested attested, Situation situation, List<Alert> alerts) {
    for (Crossed crossed : situation.solvency().map(ReportFigures::alerts).orElse(List.of())) {
      alerts.add(
          new Alert(
              Alert.Kind.THRESHOLD,
              crossed.subject(),
              "solvency report of epoch " + attested.epoch() + ": " + crossed.sentence(),
              situation.now()));
    }
  }

  private static void parties(
      Alert.Kind kind, String what, List<PartyState> states, Timestamp now, List<Alert> alerts) {
    for (PartyState state : states) {
      state
          .fault()
          .ifPresent(fault ->
              alerts.add(
                  new Alert(kind, state.name(), what + " " + state.name() + ": " + fault, now)));
    }
  }
}
