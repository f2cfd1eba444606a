package dev.solvent.server.http.edge;

import dev.solvent.attest.program.UserError;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.util.JavalinException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A running server: Javalin on Jetty with a virtual thread a request, behind the {@link Gate}. Any
 * thread; closing it waits for what is under way.
 */
public final class WebServer implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(WebServer.class.getName());
  private static final int MOST_HEADER_BYTES = 8 << 10;

  /** When an epoch is published, everybody comes at once. */
  private static final int BACKLOG = 1024;

  private final EdgeSettings settings;
  private final Gate gate;
  private final Deadlines deadlines;
  private final Javalin javalin;

  private WebServer(
      String name,
      EdgeSettings settings,
      List<Route> routes,
      MeterRegistry registry,
      InstantSource clock) {
    this.settings = settings;
    deadlines = new Deadlines(settings.limits().header());
    gate = new Gate(settings, deadlines, clock);
    AccessLog log = new AccessLog(name, new RequestMeters(registry));
    Gauge.builder("solvent.http.under.way", gate, Gate::underWay)
        .description("Requests that are worked on")
        .tag("server", name)
        .register(registry);
    javalin =
        Javalin.create(config -> {
          config.concurrency.useVirtualThreads = true;
          config.jetty.threadPool = threads(name);
          config.startup.showJavalinBanner = false;
          config.startup.showOldJavalinVersionWarning = false;
          config.startup.startupWatcherEnabled = false;
          config.http.prefer405over404 = true;
          config.http.compressionStrategy = CompressionStrategy.NONE; // a handler knows if it pays
          config.router.ignoreTrailingSlashes = false;
          config.jetty.modifyServer(server -> prepare(server, log));
          answers(config, routes);
        });
  }

  /**
   * Starts a server; it listens when this returns.
   *
   * @param name what logs and metrics call it
   */
  public static WebServer start(
      String name,
      EdgeSettings settings,
      List<Route> routes,
      MeterRegistry registry,
      InstantSource clock) {
    WebServer server = new WebServer(name, settings, routes, registry, clock);
    try {
      server.javalin.start();
    } catch (JavalinException e) {
      throw new UserError(
          "cannot listen on " + settings.address().getHostAddress() + ":" + settings.port(),
          "another program may have the port, or the address is not this machine's");
    }
    server.deadlines.start();
    return server;
  }

  /**
   * A virtual thread a request; the few that wait for sockets are real ones. With virtual ones for
   * those too, as Javalin would have it, half as many requests a second were answered.
   */
  private static QueuedThreadPool threads(String name) {
    QueuedThreadPool threads = new QueuedThreadPool();
    threads.setName(name);
    threads.setVirtualThreadsExecutor(
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name + "-", 0).factory()));
    return threads;
  }

  private void prepare(Server server, AccessLog log) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(true);
    http.setRequestHeaderSize(MOST_HEADER_BYTES);
    http.setIdleTimeout(settings.limits().idle().toMillis());
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(settings.address().getHostAddress());
    connector.setPort(settings.port());
    connector.setIdleTimeout(settings.limits().idle().toMillis());
    connector.setAcceptQueueSize(BACKLOG);
    connector.addBean(deadlines);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(settings.limits().connections(), connector));
    server.setErrorHandler(new ErrorPages(settings));
    server.setRequestLog(log);
    server.setHandler(gate);
  }

  private void answers(JavalinConfig config, List<Route> routes) {
    for (Route route : routes) {
      HandlerType method =
          switch (route.method()) {
            case GET -> HandlerType.GET;
            case POST -> HandlerType.POST;
            case OPTIONS -> HandlerType.OPTIONS;
          };
      io.javalin.http.Handler named =
          context -> {
            Exchange.of(context).route(route.template());
            route.handler().handle(context);
          };
      config.routes.addHttpHandler(method, route.template(), named);
      if (route.method() == Route.Method.GET) {
        config.routes.addHttpHandler(HandlerType.HEAD, route.template(), named);
      }
    }
    config.routes.exception(HttpProblem.class, (e, context) -> say(context, e.problem()));
    config.routes.exception(MethodNotAllowedResponse.class, (e, context) -> say(context, other(e)));
    config.routes.exception(
        HttpResponseException.class, (e, context) -> say(context, Problem.ofStatus(e.getStatus())));
    config.routes.exception(IOException.class, this::failed);
    config.routes.exception(Exception.class, this::failed);
  }

  private static Problem other(MethodNotAllowedResponse e) {
    String allowed = e.getDetails().getOrDefault("availableMethods", "");
    return new Problem(405, "another method, want " + allowed, Map.of("Allow", allowed));
  }

  private void failed(Exception e, Context context) {
    if (context.res().isCommitted()) {
      // The client left, or what is on its way is wrong: it must not look whole.
      Exchange.of(context).cutOff();
      LOG.log(Level.FINE, "an answer was cut off", e);
      return;
    }
    LOG.log(Level.WARNING, "a request failed", e);
    say(context, Problem.ofStatus(500));
  }

  private void say(Context context, Problem problem) {
    if (context.res().isCommitted()) {
      Exchange.of(context).cutOff();
      return;
    }
    context.res().reset(); // nothing is left of what was prepared for another answer
    SecurityHeaders.of(settings).forEach(context.res()::setHeader);
    problem.allHeaders().forEach(context.res()::setHeader);
    context.status(problem.status()).result(problem.json());
  }

  public int port() {
    return javalin.port();
  }

  /** Ends what is under way within its time, then the server. */
  @Override
  public void close() {
    try {
      gate.close(settings.limits().drain());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    javalin.stop();
    deadlines.close();
  }
}
