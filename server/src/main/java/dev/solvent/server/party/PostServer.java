package dev.solvent.server.party;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.solvent.attest.octets.Octets;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Answers what is posted to one path: the JDK's own server, on virtual threads. Who is slow, sends
 * too much or comes when there is no room is cut off or put off. TLS is for what stands before it.
 */
public final class PostServer implements AutoCloseable {
  private static final long GRACE_SECONDS = 10;
  private static final int BACKLOG = 100;

  /** The JDK's server takes these from its process, in seconds, connections and bytes. */
  private static final Map<String, String> PROCESS =
      Map.of(
          "sun.net.httpserver.maxReqTime", "30",
          "sun.net.httpserver.maxRspTime", "900",
          "sun.net.httpserver.idleInterval", "30",
          "sun.net.httpserver.maxReqHeaderSize", "32768",
          "jdk.httpserver.maxConnections", "256");

  static {
    PROCESS.forEach((name, value) -> {
      if (System.getProperty(name) == null) {
        System.setProperty(name, value);
      }
    });
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String path;
  private final PostLimits limits;
  private final PostHandler handler;
  private final Semaphore seats;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Consumer<String> log;
  private final InstantSource clock;

  private PostServer(
      HttpServer server,
      String path,
      PostLimits limits,
      PostHandler handler,
      Consumer<String> log,
      InstantSource clock) {
    this.server = server;
    this.path = path;
    this.limits = limits;
    this.handler = handler;
    this.seats = new Semaphore(limits.atOnce());
    this.log = log;
    this.clock = clock;
  }

  /**
   * Listens, and answers from now on.
   *
   * @param path the only one there is, such as {@code /add-checkpoint}
   * @param log takes one line for each request, from any thread
   */
  public static PostServer start(
      ListenAddress address,
      String path,
      PostLimits limits,
      PostHandler handler,
      Consumer<String> log,
      InstantSource clock)
      throws IOException {
    HttpServer http = HttpServer.create(address.socket(), BACKLOG);
    PostServer server = new PostServer(http, path, limits, handler, log, clock);
    http.createContext("/", server::exchange);
    http.setExecutor(server.threads);
    http.start();
    return server;
  }

  public InetSocketAddress address() {
    return server.getAddress();
  }

  /** Where it can be asked from this machine. */
  public String url() {
    String host = server.getAddress().getHostString();
    return "http://"
        + (host.contains(":") ? "[" + host + "]" : host)
        + ":"
        + server.getAddress().getPort();
  }

  private void exchange(HttpExchange exchange) throws IOException {
    long start = System.nanoTime();
    boolean seated = seats.tryAcquire();
    try (exchange) {
      Reply reply = seated ? reply(exchange) : busy();
      send(exchange, reply);
      log.accept(line(exchange, reply, start));
    } finally {
      if (seated) {
        seats.release();
      }
    }
  }

  private static Reply busy() {
    return Reply.sentence(503, "too many requests at a time, want another try", "busy")
        .retryAfter(1);
  }

  private Reply reply(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestURI().getPath().equals(path)) {
      return Reply.sentence(404, "nothing is here, want " + path, "other path");
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      exchange.getResponseHeaders().set("allow", "POST");
      return Reply.sentence(405, "want POST", "other method");
    }
    Optional<byte[]> body = body(exchange);
    if (body.isEmpty()) {
      exchange.getResponseHeaders().set("connection", "close");
      return Reply.sentence(413, "want at most " + limits.maxBytes() + " bytes", "too large");
    }
    return handled(body.get());
  }

  /** Nothing where it is too large; what its length says is looked at first. */
  private Optional<byte[]> body(HttpExchange exchange) throws IOException {
    String length = exchange.getRequestHeaders().getFirst("content-length");
    if (length != null && (length.length() > 10 || Long.parseLong(length) > limits.maxBytes())) {
      return Optional.empty();
    }
    byte[] body = exchange.getRequestBody().readNBytes(limits.maxBytes() + 1);
    return body.length > limits.maxBytes() ? Optional.empty() : Optional.of(body);
  }

  private Reply handled(byte[] body) {
    try {
      return handler.handle(Octets.of(body));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Reply.sentence(503, "the program ends, want another try", "interrupted");
    } catch (IOException | RuntimeException e) { // a bug ends one request, and not the service
      return Reply.sentence(
          500,
          "something broke here",
          "error: " + String.valueOf(e).replaceAll("\\p{Cntrl}+", " "));
    }
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    exchange.getResponseHeaders().set("content-type", reply.contentType());
    exchange.getResponseHeaders().set("cache-control", "no-store");
    exchange.getResponseHeaders().set("x-content-type-options", "nosniff");
    reply
        .retryAfter()
        .ifPresent(s -> exchange.getResponseHeaders().set("retry-after", Integer.toString(s)));
    byte[] body = reply.body().toBytes();
    if (exchange.getRequestMethod().equals("HEAD") || body.length == 0) {
      exchange.sendResponseHeaders(reply.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(reply.status(), body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  /** Nothing that who asks could choose, but for what the handler made of it. */
  private String line(HttpExchange exchange, Reply reply, long start) {
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    return clock.instant().truncatedTo(ChronoUnit.SECONDS)
        + " "
        + (exchange.getRequestURI().getPath().equals(path) ? path : "other")
        + " "
        + reply.status()
        + " "
        + millis
        + " ms "
        + reply.remark();
  }

  /** Takes nothing new, lets what has begun come to its end for a while, and stops. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      boolean quiet = seats.tryAcquire(limits.atOnce(), GRACE_SECONDS, TimeUnit.SECONDS);
      if (!quiet) {
        log.accept("requests are cut off after " + GRACE_SECONDS + " seconds");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
    threads.shutdownNow();
  }
}
