package dev.solvent.server.status;

import dev.solvent.attest.text.Timestamp;
import dev.solvent.server.alert.AlertRules;
import dev.solvent.server.alert.Attested;
import dev.solvent.server.alert.Situation;
import dev.solvent.server.store.Alert;
import dev.solvent.server.store.EpochRecord;
import dev.solvent.server.store.Step;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How it stands, in one line.
 *
 * @param needsPerson whether somebody has to do something, as far as a program can tell
 */
record Standing(boolean needsPerson, String line) {
  /** What a person would want to hear first. */
  private static final List<Alert.Kind> FIRST =
      List.of(Alert.Kind.STOPPED, Alert.Kind.LOG, Alert.Kind.OVERDUE, Alert.Kind.SHORTFALL);

  static Standing of(Situation situation, List<Alert> alerts) {
    Optional<Alert> worst =
        alerts.stream()
            .filter(AlertRules::needsPerson)
            .min(Comparator.comparingInt(alert -> FIRST.indexOf(alert.kind())));
    if (worst.isPresent()) {
      return new Standing(true, "a person is needed: " + sentence(worst.get(), situation));
    }
    Optional<EpochRecord> underWay = situation.underWay();
    if (underWay.isPresent()) {
      return new Standing(false, underWay(underWay.get()) + due(situation));
    }
    return new Standing(
        false,
        situation
            .published()
            .map(attested -> "ok: " + published(attested) + due(situation))
            .orElse("ok: nothing is published yet; solvent publish makes the first epoch"));
  }

  /** Here, on the operator's own screen, a stopped step may say all that it found. */
  private static String sentence(Alert alert, Situation situation) {
    Optional<EpochRecord> epoch = situation.underWay();
    return alert.kind() == Alert.Kind.STOPPED && epoch.flatMap(EpochRecord::trouble).isPresent()
        ? AlertRules.stopped(epoch.get(), epoch.get().trouble().get())
        : alert.sentence();
  }

  private static String underWay(EpochRecord epoch) {
    String name = "epoch " + epoch.epoch();
    return epoch
        .trouble()
        .map(trouble ->
            name
                + " waits before "
                + AlertRules.name(epoch.reached().next().orElse(Step.PUBLISHED))
                + ": "
                + trouble.sentence()
                + "; tried "
                + trouble.tries()
                + (trouble.tries() == 1 ? " time" : " times"))
        .orElseGet(() -> "ok: " + name + " is under way, " + AlertRules.name(epoch.reached()));
  }

  private static String published(Attested attested) {
    return "epoch "
        + attested.epoch()
        + " is published"
        + attested.verdict().map(verdict -> ", " + verdict).orElse("");
  }

  private static String due(Situation situation) {
    return situation
        .published()
        .map(attested ->
            "; the next is due by "
                + attested.nextDueBy()
                + ", "
                + left(situation.now(), attested.nextDueBy()))
        .orElse("");
  }

  /** Rounded down to what people plan with. */
  static String left(Timestamp now, Timestamp due) {
    Duration left = Duration.between(now.instant(), due.instant());
    if (left.isNegative()) {
      return "which has passed";
    }
    if (left.toHours() >= 48) {
      return left.toDays() + " days left";
    }
    return left.toHours() >= 2
        ? left.toHours() + " hours left"
        : left.toMinutes() + " minutes left";
  }
}
