package dev.solvent.verifier.monitor;

import dev.solvent.attest.report.Verdict;
import dev.solvent.verifier.cli.Failures;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A round after another, until a fork. Only what changed is told. Where nobody answers the pauses
 * grow; the verdict of the last round is known at any moment. One thread, and another that asks.
 */
final class Follow {
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MOST_DOUBLINGS = 6;

  /** Makes a round, keeps what is to be kept, and tells the round if it is news. */
  interface Rounds {
    LogRound next() throws IOException;

    void tell(LogRound round) throws IOException;
  }

  /** Waits; false where it is over. */
  @FunctionalInterface
  interface Pause {
    boolean isOver(Duration duration);
  }

  private final Rounds rounds;
  private final Duration every;
  private volatile int exitCode = Failures.MALFORMED;

  Follow(Rounds rounds, Duration every) {
    this.rounds = rounds;
    this.every = every;
  }

  /** How it would end now. */
  int exitCode() {
    return exitCode;
  }

  int run(Pause pause) throws IOException {
    List<Object> told = List.of();
    int silent = 0;
    while (true) {
      LogRound round = rounds.next();
      exitCode = round.exitCode();
      if (!news(round).equals(told)) {
        told = news(round);
        rounds.tell(round);
      }
      if (round.isFork()) {
        return exitCode;
      }
      silent = round.verdict() == Verdict.MALFORMED ? silent + 1 : 0;
      if (pause.isOver(wait(silent))) {
        return exitCode;
      }
    }
  }

  private Duration wait(int silent) {
    Duration longer = every.multipliedBy(1L << Math.min(silent, MOST_DOUBLINGS));
    Duration most = LONGEST.compareTo(every) > 0 ? LONGEST : every;
    return longer.compareTo(most) < 0 ? longer : most;
  }

  /** Times pass, and are no news. */
  private static List<Object> news(LogRound round) {
    return round.places().stream().map(Follow::news).collect(Collectors.toUnmodifiableList());
  }

  private static Object news(PlaceReport place) {
    return List.of(
        place.verdict(),
        place.checkpoint().map(shown -> shown.checkpoint().text()).orElse(""),
        place.witnesses().stream().map(one -> one.witness().name()).toList(),
        place.state() == PlaceReport.State.UNREACHABLE ? place.faults() : List.of());
  }
}
