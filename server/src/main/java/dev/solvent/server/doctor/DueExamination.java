package dev.solvent.server.doctor;

import dev.solvent.attest.text.Timestamp;
import dev.solvent.server.alert.AlertRules;
import dev.solvent.server.alert.AlertSettings;
import dev.solvent.server.alert.Attested;
import dev.solvent.server.alert.LastAnswers;
import dev.solvent.server.alert.Situation;
import dev.solvent.server.alert.SituationReader;
import dev.solvent.server.config.Timing;
import dev.solvent.server.store.Alert;
import dev.solvent.server.store.Store;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The next date, whether the schedule keeps it, and what is under way. */
final class DueExamination implements Examination {
  private final Premises premises;

  DueExamination(Premises premises) {
    this.premises = premises;
  }

  @Override
  public String about() {
    return "due date";
  }

  @Override
  public List<Line> look() throws IOException {
    Situation situation;
    try (Store store = premises.publishing().openStore()) {
      situation =
          new SituationReader(
                  premises.data(),
                  Optional.of(store),
                  Optional.empty(),
                  List.of(),
                  AlertSettings.USUAL)
              .read(premises.now(), LastAnswers.NONE);
    }
    List<Line> lines = new ArrayList<>();
    for (Alert alert : AlertRules.standing(situation, AlertSettings.USUAL)) {
      if (alert.kind() == Alert.Kind.OVERDUE || alert.kind() == Alert.Kind.STOPPED) {
        lines.add(Line.fail(about(), alert.sentence(), "solvent status shows the epochs"));
      }
    }
    lines.add(
        situation
            .published()
            .map(this::schedule)
            .orElseGet(() -> Line.ok(about(), "nothing is published yet, so nothing is due")));
    return lines;
  }

  private Line schedule(Attested attested) {
    return line(premises.publishing().timing(), premises.now(), attested.nextDueBy());
  }

  static Line line(Timing timing, Timestamp now, Timestamp due) {
    if (timing.at().isEmpty()) {
      return Line.ok("due date", "the next is due by " + due + "; no schedule in the settings");
    }
    Instant next = timing.at().get().next(now.instant()).plus(timing.jitter());
    String found = "the schedule's next is by " + next + ", due by " + due;
    return next.isBefore(due.instant())
        ? Line.ok("due date", found)
        : Line.warn(
            "due date",
            found,
            "publish by hand before that, and let dueAfter be longer than from one to the next");
  }
}
