package dev.solvent.server.http.edge;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;

/**
 * Cuts off whoever is too slow: a request whose head trickles in, a body that does, an answer that
 * is not read. Each byte of those keeps a connection from being idle, so idle time alone does not
 * find them. Any thread; one of its own looks once in a while.
 */
final class Deadlines implements Connection.Listener, AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Duration head;
  private final Set<Exchange> exchanges = ConcurrentHashMap.newKeySet();

  /** Each open connection, and what it was doing when it was looked at. */
  private final Map<Connection, Waiting> connections = new ConcurrentHashMap<>();

  private final Set<EndPoint> busy = ConcurrentHashMap.newKeySet();
  private final Thread sweeper;

  /** Waits for a request, after so many requests and bytes, since then. */
  private record Waiting(long requests, long bytes, long since) {
    static Waiting of(Connection connection, long now) {
      return new Waiting(connection.getMessagesIn(), connection.getBytesIn(), now);
    }
  }

  Deadlines(Duration head) {
    this.head = head;
    sweeper = Thread.ofVirtual().name("deadlines").unstarted(this::run);
  }

  void start() {
    sweeper.start();
  }

  void begin(Exchange exchange) {
    exchanges.add(exchange);
    busy.add(exchange.endPoint());
  }

  void end(Exchange exchange) {
    exchanges.remove(exchange);
    busy.remove(exchange.endPoint());
  }

  int underWay() {
    return exchanges.size();
  }

  @Override
  public void onOpened(Connection connection) {
    connections.put(connection, new Waiting(0, 0, System.nanoTime()));
  }

  @Override
  public void onClosed(Connection connection) {
    connections.remove(connection);
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(LOOK);
        sweep(System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server stops
    }
  }

  private void sweep(long now) {
    for (Exchange exchange : exchanges) {
      if (exchange.isOverdue(now)) {
        exchange.cutOff();
      }
    }
    connections.replaceAll((connection, waiting) -> look(connection, waiting, now));
  }

  private Waiting look(Connection connection, Waiting waiting, long now) {
    if (busy.contains(connection.getEndPoint())
        || connection.getMessagesIn() != waiting.requests()) {
      return Waiting.of(connection, now);
    }
    boolean begun = connection.getBytesIn() > waiting.bytes();
    if (begun && now - waiting.since() > head.toNanos()) {
      connection.getEndPoint().close();
    }
    return begun ? waiting : Waiting.of(connection, now);
  }

  @Override
  public void close() {
    sweeper.interrupt();
  }
}
