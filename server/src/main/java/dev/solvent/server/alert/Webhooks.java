package dev.solvent.server.alert;

import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Issuer;
import dev.solvent.server.config.Webhook;
import dev.solvent.server.store.Alerts;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells webhooks what changed: each the oldest first, one a round, all of them at once. What was
 * not taken stays in the database and is tried again after a pause that doubles, up to a day, for
 * as long as the webhook stands in the settings. So a change is told at least once, and may be told
 * twice: its number says so.
 */
public final class Webhooks implements Closeable {
  /** Of one try. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration ROUND = Duration.ofSeconds(1);
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
  private static final int MOST = 100_000;

  private final Map<String, Webhook> webhooks = new LinkedHashMap<>();
  private final Issuer issuer;
  private final Alerts alerts;
  private final InstantSource clock;
  private final Consumer<String> log;
  private final Post post;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Whom not to bother before when: the rest of a queue waits behind its first. */
  private final Map<String, Instant> quiet = new ConcurrentHashMap<>();

  /**
   * Whom to tell.
   *
   * @param log gets a line for each try in vain; it never holds an address
   */
  public Webhooks(
      List<Webhook> webhooks,
      Issuer issuer,
      Alerts alerts,
      InstantSource clock,
      Consumer<String> log) {
    this(webhooks, issuer, alerts, clock, log, PATIENCE);
  }

  Webhooks(
      List<Webhook> webhooks,
      Issuer issuer,
      Alerts alerts,
      InstantSource clock,
      Consumer<String> log,
      Duration patience) {
    webhooks.forEach(webhook -> this.webhooks.put(webhook.name(), webhook));
    this.issuer = issuer;
    this.alerts = alerts;
    this.clock = clock;
    this.log = log;
    post = new Post(patience);
  }

  /** Makes a round a second, until it is closed. */
  public void start() {
    threads.execute(this::rounds);
  }

  private void rounds() {
    try {
      while (true) {
        try {
          round();
        } catch (IOException e) {
          log.accept("webhooks: " + e.getMessage());
        }
        Thread.sleep(ROUND);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  /** Tells each webhook the oldest change that is due for it; how many were taken. */
  int round() throws IOException, InterruptedException {
    Set<String> begun = new HashSet<>();
    List<Future<Boolean>> told = new ArrayList<>();
    for (Alerts.Delivery delivery : alerts.due(now(), MOST)) {
      @Nullable Webhook webhook = webhooks.get(delivery.webhook());
      if (webhook == null) {
        alerts.delivered(delivery.id()); // nobody is to be told any more
      } else if (!isQuiet(webhook.name()) && begun.add(webhook.name())) {
        told.add(threads.submit(() -> tell(webhook, delivery)));
      }
    }
    int taken = 0;
    for (Future<Boolean> each : told) {
      taken += took(each) ? 1 : 0;
    }
    return taken;
  }

  private boolean isQuiet(String webhook) {
    return clock.instant().isBefore(quiet.getOrDefault(webhook, Instant.MIN));
  }

  private static boolean took(Future<Boolean> told) throws IOException, InterruptedException {
    try {
      return told.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException("webhook", e.getCause());
    }
  }

  private boolean tell(Webhook webhook, Alerts.Delivery delivery)
      throws IOException, InterruptedException {
    byte[] body = AlertBody.of(issuer, delivery);
    long seconds = clock.instant().getEpochSecond();
    Optional<String> refusal =
        post.send(
            webhook.url(),
            Map.of(
                "content-type",
                "application/json",
                "x-solvent-delivery",
                String.valueOf(delivery.id()),
                "x-solvent-signature",
                AlertBody.signature(webhook.secret().exposeText(), seconds, body)),
            body);
    if (refusal.isEmpty()) {
      alerts.delivered(delivery.id());
      return true;
    }
    Instant next = now().instant().plus(pause(delivery.tries()));
    quiet.put(delivery.webhook(), next);
    alerts.postpone(delivery.id(), new Timestamp(next));
    log.accept(
        "webhook "
            + delivery.webhook()
            + ": "
            + refusal.get()
            + ", tried "
            + (delivery.tries() + 1)
            + " times, next at "
            + next);
    return false;
  }

  /** A minute, two, four, …, a day. */
  static Duration pause(int tries) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tries, 20));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private Timestamp now() {
    return new Timestamp(clock.instant().truncatedTo(ChronoUnit.SECONDS));
  }

  /** Ends what is under way; what was not taken stays where it is. */
  @Override
  public void close() {
    threads.shutdownNow();
    post.end();
    threads.close();
  }
}
