package dev.solvent.server.operate;

import dev.solvent.server.schedule.Cron;
import dev.solvent.server.store.EpochRecord;
import dev.solvent.server.store.Step;
import dev.solvent.server.store.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a publisher is to try next. An epoch under way goes on at once, and after a failure with
 * growing pauses; the next one begins at its time, or at once where that passed while nobody was
 * there. Immutable.
 *
 * @param cron the schedule, where there is one
 * @param jitter this program's share of the pause after each of its times
 */
record NextTry(Optional<Cron> cron, Duration jitter) {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  /**
   * The moment, or empty where nothing is to be tried before somebody asks for it.
   *
   * @param newest the newest epoch, where there is one
   */
  Optional<Instant> after(Instant now, Optional<EpochRecord> newest) {
    if (newest.isEmpty()) {
      return scheduled(now);
    }
    EpochRecord epoch = newest.get();
    if (epoch.reached() == Step.PUBLISHED) {
      return scheduled(epoch.asOf().instant());
    }
    if (epoch.trouble().isEmpty()) {
      return Optional.of(now);
    }
    Trouble trouble = epoch.trouble().get();
    return trouble.needsPerson()
        ? scheduled(trouble.last().instant())
        : Optional.of(trouble.last().instant().plus(pause(trouble.tries())));
  }

  private Optional<Instant> scheduled(Instant after) {
    return cron.map(times -> times.next(after).plus(jitter));
  }

  private static Duration pause(int tries) {
    int doubled = Math.min(Math.max(tries - 1, 0), 10);
    Duration pause = FIRST_PAUSE.multipliedBy(1L << doubled);
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }
}
