package dev.solvent.server.http.edge;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A token bucket a key: what is done too often waits. Of so many keys at most; the one that was
 * quiet the longest is forgotten first, and then starts with a full bucket. Any thread.
 */
public final class Buckets<K> {
  /** A client that has this many buckets to cycle through is the limit of everyone's to stop. */
  private static final int MOST_KEYS = 100_000;

  private static final double MILLIS = 1000;

  private final Rate rate;
  private final InstantSource clock;

  /** Guarded by this. */
  private final Map<K, Level> levels =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Level> eldest) {
          return size() > MOST_KEYS;
        }
      };

  private record Level(double tokens, long at) {}

  public Buckets(Rate rate, InstantSource clock) {
    this.rate = rate;
    this.clock = clock;
  }

  /** May it be done now? */
  public sealed interface Grant {
    record Granted() implements Grant {}

    /** Not yet: not before so many seconds, 1 or more. */
    record Wait(long seconds) implements Grant {}
  }

  private static final Grant GRANTED = new Grant.Granted();

  /**
   * Takes tokens out of the key's bucket, if there is at least one. It may go below zero: what
   * turns out to be large is paid for later, and is not refused for ever.
   */
  public synchronized Grant take(K key, double tokens) {
    long now = clock.millis();
    Level level = levels.getOrDefault(key, new Level(rate.burst(), now));
    // A clock that is set back neither fills nor empties a bucket.
    double refill = Math.max(0, now - level.at()) / MILLIS * rate.perSecond();
    double there = Math.min(rate.burst(), level.tokens() + refill);
    if (there < 1) {
      levels.put(key, new Level(there, now));
      return new Grant.Wait((long) Math.ceil((1 - there) / rate.perSecond()));
    }
    levels.put(key, new Level(there - tokens, now));
    return GRANTED;
  }
}
