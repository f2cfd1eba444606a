package dev.solvent.server.doctor;

import dev.solvent.attest.text.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** What others' clocks show against ours. Any thread. */
final class Clocks {
  private static final Duration FINE = Duration.ofSeconds(5);
  private static final Duration WRONG = Duration.ofSeconds(60);
  private static final String REMEDY = "have the machine's clock kept by NTP";

  private final ConcurrentLinkedQueue<Ahead> seen = new ConcurrentLinkedQueue<>();

  /** By how much somebody's clock is ahead of ours. */
  private record Ahead(String who, Duration by) {}

  void add(String who, Duration ahead) {
    seen.add(new Ahead(who, ahead));
  }

  /**
   * The middle one counts, so that one wrong clock among others does not make ours wrong.
   *
   * @param published the newest moment that was published: it has been
   */
  Line line(Timestamp now, Optional<Timestamp> published) {
    if (published.isPresent() && now.compareTo(published.get()) < 0) {
      return Line.fail(
          "clock", "shows " + now + ", before the newest epoch's " + published.get(), REMEDY);
    }
    List<Duration> sorted = seen.stream().map(Ahead::by).sorted().toList();
    if (sorted.isEmpty()) {
      return Line.warn("clock", "shows " + now + "; nobody said what theirs shows", REMEDY);
    }
    Duration middle = sorted.get(sorted.size() / 2);
    String found =
        "by "
            + middle.toSeconds()
            + " s behind the middle of: "
            + seen.stream()
                .map(one -> one.who() + " " + one.by().toSeconds() + " s")
                .collect(Collectors.joining(", "));
    if (middle.abs().compareTo(WRONG) > 0) {
      return Line.fail("clock", found, REMEDY);
    }
    return middle.abs().compareTo(FINE) > 0
        ? Line.warn("clock", found, REMEDY)
        : Line.ok("clock", found);
  }
}
