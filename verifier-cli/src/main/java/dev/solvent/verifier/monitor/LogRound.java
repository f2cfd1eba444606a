package dev.solvent.verifier.monitor;

import dev.solvent.attest.log.Lineage;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.program.FileErrors;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.published.PublishedLog;
import dev.solvent.attest.report.Verdict;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Issuer;
import dev.solvent.verifier.cli.Malformed;
import dev.solvent.verifier.monitor.PlaceReport.State;
import dev.solvent.verifier.source.Site;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What all places show at one time: each held to what was seen last, and then to the others.
 *
 * @param seen what it was held to
 * @param places in the order in which the user named them
 */
record LogRound(
    Timestamp now, Issuer issuer, Optional<SignedCheckpoint> seen, List<PlaceReport> places) {
  LogRound {
    places = List.copyOf(places);
  }

  static LogRound ask(
      List<Site> sites, Watch watch, Optional<SignedCheckpoint> seen, Timestamp now) {
    List<Asked> asked = sites.stream().map(site -> Asked.of(site, watch)).toList();
    List<PublishedLog> logs =
        asked.stream().flatMap(each -> each.place().stream()).map(Place::log).toList();
    List<PlaceReport> places = new ArrayList<>();
    for (Asked each : asked) {
      places.add(each.report(watch, seen, logs, now));
    }
    compareEachWithNext(asked, places, logs, watch.issuer());
    return new LogRound(now, watch.issuer(), seen, places);
  }

  /** A place that answered, or why it did not. */
  private record Asked(String name, Optional<Place> place, State state, String why) {
    static Asked of(Site site, Watch watch) {
      try {
        return new Asked(site.name(), Optional.of(Place.ask(site, watch.pinned())), State.SAME, "");
      } catch (IOException e) {
        return without(site, State.UNREACHABLE, FileErrors.inWords(e));
      } catch (UserError e) {
        return without(site, State.UNREACHABLE, String.valueOf(e.getMessage()));
      } catch (Malformed e) {
        return without(site, State.UNREADABLE, String.valueOf(e.getMessage()));
      }
    }

    private static Asked without(Site site, State state, String why) {
      return new Asked(site.name(), Optional.empty(), state, why);
    }

    PlaceReport report(
        Watch watch, Optional<SignedCheckpoint> seen, List<PublishedLog> logs, Timestamp now) {
      if (place.isEmpty()) {
        return PlaceReport.without(name, state, why);
      }
      try {
        return LogCheck.of(place.get(), watch, seen, logs, now);
      } catch (IOException e) {
        return PlaceReport.unreachable(name, FileErrors.inWords(e));
      }
    }
  }

  /**
   * In the order of their sizes each with the next: if those are one history, all are. A fault is
   * told of the place that shows more.
   */
  private static void compareEachWithNext(
      List<Asked> asked, List<PlaceReport> places, List<PublishedLog> logs, Issuer issuer) {
    List<Integer> bySize = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i).checkpoint().isPresent() && places.get(i).state() != State.REFUSED) {
        bySize.add(i);
      }
    }
    bySize.sort(Comparator.comparingLong(i -> places.get(i).size()));
    for (int i = 1; i < bySize.size(); i++) {
      int older = bySize.get(i - 1);
      int newer = bySize.get(i);
      Place larger = asked.get(newer).place().orElseThrow();
      Place smaller = asked.get(older).place().orElseThrow();
      places.set(newer, compared(smaller, larger, places.get(newer), logs, issuer));
    }
  }

  private static PlaceReport compared(
      Place smaller, Place larger, PlaceReport report, List<PublishedLog> logs, Issuer issuer) {
    if (smaller.checkpoint().checkpoint().equals(larger.checkpoint().checkpoint())) {
      return report;
    }
    Comparison comparison;
    try {
      comparison = Comparison.of(smaller.checkpoint(), larger.checkpoint(), larger.log(), logs);
    } catch (IOException e) {
      return report.unanswered(FileErrors.inWords(e));
    }
    String beside = "beside " + smaller.name() + ": ";
    return switch (comparison.lineage()) {
      case Lineage.Continued continued -> report;
      case Lineage.Forked forked -> {
        ForkEvidence evidence = comparison.evidence(issuer);
        yield report.against(State.FORK, evidence, beside + evidence.sentence());
      }
      case Lineage.NotShown(var why) ->
          report.against(
              report.state() == State.FORK ? State.FORK : State.INCONSISTENT,
              comparison.evidence(issuer),
              beside + "nothing shows that they are one log: " + why);
    };
  }

  /** Of several the worst; a place that could not be asked hides no failure of another. */
  int exitCode() {
    return verdict().exitCode();
  }

  Verdict verdict() {
    boolean failed = places.stream().anyMatch(place -> place.verdict() == Verdict.FAILED);
    return failed
        ? Verdict.FAILED
        : places.stream().map(PlaceReport::verdict).min(Comparator.naturalOrder()).orElseThrow();
  }

  boolean isFork() {
    return places.stream().anyMatch(place -> place.state() == State.FORK);
  }

  List<ForkEvidence> evidence() {
    return places.stream().flatMap(place -> place.evidence().stream()).distinct().toList();
  }

  /** The largest checkpoint, where nothing failed anywhere and nothing goes back. */
  Optional<SignedCheckpoint> passed() {
    return verdict() == Verdict.FAILED
        ? Optional.empty()
        : places.stream()
            .filter(place -> place.state() == State.FIRST || place.state() == State.GROWN)
            .max(Comparator.comparingLong(PlaceReport::size))
            .flatMap(PlaceReport::checkpoint);
  }

  /** The place that shows most. */
  PlaceReport furthest() {
    return places.stream().max(Comparator.comparingLong(PlaceReport::size)).orElseThrow();
  }
}
