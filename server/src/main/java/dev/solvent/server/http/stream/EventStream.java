package dev.solvent.server.http.stream;

import dev.solvent.server.http.edge.Exchange;
import dev.solvent.server.http.edge.HttpProblem;
import dev.solvent.server.http.edge.Problem;
import dev.solvent.server.http.edge.Route;
import dev.solvent.server.http.published.Publication;
import dev.solvent.server.http.published.Publications;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code GET /stream/v1/events}. Any thread; each client has one, which is virtual. */
public final class EventStream {
  public static final String TEMPLATE = "/stream/v1/events";
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,15}");
  private static final int SMALL_BUFFER = 1 << 10;

  private final Publications publications;
  private final StreamSettings settings;
  private final Envelopes envelopes;

  /** How many streams a client has; guarded by this. */
  private final Map<InetAddress, Integer> clients = new HashMap<>();

  /** Guarded by this. */
  private int count;

  public EventStream(Publications publications, StreamSettings settings) {
    this.publications = publications;
    this.settings = settings;
    envelopes = new Envelopes(publications.folder());
  }

  public List<Route> routes() {
    return List.of(Route.get(TEMPLATE, this::answer));
  }

  /** How many clients there are. */
  public synchronized int count() {
    return count;
  }

  private void answer(Context context) throws IOException, InterruptedException {
    context
        .header("Cache-Control", "no-store")
        .header("X-Accel-Buffering", "no") // to a proxy that would collect it
        .contentType("text/event-stream; charset=utf-8");
    if (context.method().name().equals("HEAD")) {
      return;
    }
    Exchange exchange = Exchange.of(context);
    enter(exchange.client());
    try {
      exchange.leavePlace();
      context.res().setBufferSize(SMALL_BUFFER);
      serve(
          new Subscriber(
              envelopes,
              settings.mostReplayed(),
              context.res().getOutputStream(),
              last(context.header("Last-Event-ID"))),
          exchange);
    } finally {
      leave(exchange.client());
    }
  }

  private void serve(Subscriber subscriber, Exchange exchange)
      throws IOException, InterruptedException {
    Publication told = publications.now();
    exchange.allow(settings.write());
    subscriber.tell(told);
    while (true) {
      exchange.allow(settings.heartbeat().plus(settings.write()));
      Publication now = publications.awaitAfter(told.version(), settings.heartbeat());
      exchange.allow(settings.write());
      if (publications.isClosed()) {
        return;
      }
      if (now.version() == told.version()) {
        subscriber.heartbeat();
      } else {
        subscriber.tell(now);
        told = now;
      }
    }
  }

  private static long last(@Nullable String id) {
    return id != null && NUMBER.matcher(id).matches() ? Long.parseLong(id) : -1;
  }

  private synchronized void enter(InetAddress client) {
    int own = clients.getOrDefault(client, 0);
    if (count >= settings.clients()) {
      throw full(503, "as many streams as there can be");
    }
    if (own >= settings.ofOneClient()) {
      throw full(429, own + " streams of one client, want no more");
    }
    clients.put(client, own + 1);
    count++;
  }

  private static HttpProblem full(int status, String detail) {
    return new HttpProblem(new Problem(status, detail, Map.of("Retry-After", "30")));
  }

  private synchronized void leave(InetAddress client) {
    count--;
    clients.computeIfPresent(client, (of, own) -> own == 1 ? null : own - 1);
  }
}
