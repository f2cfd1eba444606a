package dev.solvent.server.http.edge;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts requests and their times by route, method and status. Any thread. */
final class RequestMeters {
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10)
  };

  private final MeterRegistry registry;
  private final Map<Key, Meters> meters = new ConcurrentHashMap<>();

  /** Few: a route is one of ours, a method and a status one of some. */
  private record Key(String server, String method, String route, int status) {}

  private record Meters(Timer time, DistributionSummary bytes) {}

  RequestMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  void count(AccessLog.Entry entry) {
    Key key = new Key(entry.server(), entry.method(), entry.route(), entry.status());
    Meters of = meters.computeIfAbsent(key, this::register);
    of.time().record(entry.micros(), TimeUnit.MICROSECONDS);
    of.bytes().record((double) entry.bytes());
  }

  private Meters register(Key key) {
    String[] tags = {
      "server", key.server(),
      "method", key.method(),
      "route", key.route(),
      "status", Integer.toString(key.status())
    };
    return new Meters(
        Timer.builder("solvent.http.requests")
            .description("Requests, from their first byte to the answer's last")
            .tags(tags)
            .serviceLevelObjectives(BOUNDS)
            .register(registry),
        DistributionSummary.builder("solvent.http.response.bytes")
            .description("Bytes of answers' bodies")
            .tags(tags)
            .register(registry));
  }
}
