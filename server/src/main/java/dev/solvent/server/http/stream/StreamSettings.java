package dev.solvent.server.http.stream;

import java.time.Duration;

/**
 * How many clients a stream has, and how long it waits for them.
 *
 * @param clients at a time
 * @param ofOneClient of the same address at a time
 * @param mostReplayed a client that missed more epochs is told to look for itself
 * @param heartbeat how often a client hears that nothing is new
 * @param write how long a client may take to read an event
 */
public record StreamSettings(
    int clients, int ofOneClient, int mostReplayed, Duration heartbeat, Duration write) {
  public static final StreamSettings DEFAULTS =
      new StreamSettings(2_000, 20, 100, Duration.ofSeconds(15), Duration.ofSeconds(10));

  public StreamSettings {
    if (clients < 1 || ofOneClient < 1 || mostReplayed < 1) {
      throw new IllegalArgumentException(
          clients + " clients, " + ofOneClient + " of one, " + mostReplayed + " epochs, want 1");
    }
    if (!heartbeat.isPositive() || !write.isPositive()) {
      throw new IllegalArgumentException(
          "heartbeat " + heartbeat + ", write " + write + ", want more than 0");
    }
  }
}
