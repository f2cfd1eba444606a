package dev.solvent.verifier.monitor;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.WitnessVerdict.Cosigned;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.verifier.cli.Shown;
import dev.solvent.verifier.cli.Style;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A round for people: in full, or as one line. */
final class LogPage {
  private static final int MOST_ENTRIES = 20;

  private final PrintWriter out;
  private final Style style;

  LogPage(PrintWriter out, Style style) {
    this.out = out;
    this.style = style;
  }

  /** The verdict, with whose log it is of. */
  void verdict(LogRound round) {
    out.println(style.verdict(round.verdict()) + " " + round.issuer() + ", log" + size(round));
  }

  private static String size(LogRound round) {
    long size = round.furthest().size();
    return size < 0 ? " not seen" : " of size " + size;
  }

  void places(LogRound round) {
    for (PlaceReport place : round.places()) {
      out.println(
          "  "
              + String.format(Locale.ROOT, "%-12s ", place.state().name())
              + Shown.foreign(place.place())
              + inWords(place, round));
      place.checkpoint().ifPresent(shown -> out.println("    root " + shown.checkpoint().root()));
      place.witnesses().forEach(one -> out.println("    " + witness(one, round.now())));
      place.faults().forEach(fault -> out.println("    " + style.bad(Shown.foreign(fault))));
    }
  }

  private static String inWords(PlaceReport place, LogRound round) {
    Optional<Checkpoint> seen = round.seen().map(last -> last.checkpoint());
    return switch (place.state()) {
      case FIRST -> ": size " + place.size() + ", and nothing was seen before";
      case SAME -> ": size " + place.size() + ", as seen last";
      case GROWN ->
          ": size " + place.size() + ", continues " + seen.map(Checkpoint::size).orElse(0L);
      case UNREACHABLE, UNREADABLE -> "";
      default -> ": size " + place.size();
    };
  }

  private String witness(Cosigned one, Timestamp now) {
    return "cosigned by "
        + Shown.foreign(one.witness().name())
        + " at "
        + one.time()
        + style.faint(" (" + age(one, now) + ")");
  }

  private static String age(Cosigned one, Timestamp now) {
    Duration age = Duration.between(one.time().instant(), now.instant());
    return age.isNegative() ? age.negated().toSeconds() + " s ahead" : inWords(age) + " ago";
  }

  static String inWords(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7_200
        ? seconds / 60 + " min"
        : seconds < 172_800 ? seconds / 3_600 + " h" : seconds / 86_400 + " days";
  }

  /** What was not seen before: the last ones, if there are many. */
  void entries(LogRound round, boolean all) {
    List<ListedEntry> entries = round.furthest().entries();
    int left = all ? 0 : Math.max(0, entries.size() - MOST_ENTRIES);
    if (left > 0) {
      out.println("  " + left + " entries before these; --verbose shows all");
    }
    entries.stream().skip(left).forEach(entry -> out.println("  " + line(entry)));
  }

  private static String line(ListedEntry entry) {
    return entry
        .statement()
        .map(statement -> "entry " + entry.index() + "  " + line(statement))
        .orElseGet(() -> Shown.foreign(entry.fault().orElseThrow()));
  }

  private static String line(Statement statement) {
    return "epoch "
        + statement.epoch()
        + "  as of "
        + statement.asOf()
        + "  signed  "
        + statement.id()
        + statement
            .replaces()
            .map(earlier ->
                "  replaces " + earlier.sha256() + ": " + Shown.foreign(earlier.reason()))
            .orElse("");
  }

  /** One line of a round: time, verdict, size, root and witnesses. */
  void line(LogRound round) {
    for (PlaceReport place : round.places()) {
      out.println(
          round.now()
              + " "
              + style.verdict(place.verdict())
              + place
                  .checkpoint()
                  .map(shown -> " size " + place.size() + " root " + shown.checkpoint().root())
                  .orElse("")
              + witnesses(place, round.now())
              + (round.places().size() > 1 ? " at " + Shown.foreign(place.place()) : "")
              + (place.faults().isEmpty()
                  ? ""
                  : " " + place.state() + ": " + Shown.foreign(String.join("; ", place.faults()))));
    }
    out.flush();
  }

  private static String witnesses(PlaceReport place, Timestamp now) {
    return place.witnesses().isEmpty()
        ? ""
        : place.witnesses().stream()
            .map(one -> Shown.foreign(one.witness().name()) + " " + age(one, now))
            .collect(Collectors.joining(", ", " cosigned ", ""));
  }
}
