package dev.solvent.server.http.operator;

import dev.solvent.server.http.edge.Health;
import dev.solvent.server.http.edge.ResourceDocument;
import dev.solvent.server.http.edge.Route;
import dev.solvent.server.http.edge.Scrape;
import dev.solvent.server.http.edge.WebServer;
import dev.solvent.server.store.ApiToken.Scope;
import dev.solvent.server.store.ApiTokens;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The operator's API, running. Any thread. */
public final class OperatorService implements AutoCloseable {
  private final List<Route> routes;
  private final WebServer server;

  private OperatorService(List<Route> routes, WebServer server) {
    this.routes = List.copyOf(routes);
    this.server = server;
  }

  /**
   * Starts it; it listens when this returns.
   *
   * @param problems what keeps this program from serving, a sentence each without a secret
   * @param registry whose metrics are shown; the public service and the publisher add to it
   */
  public static OperatorService start(
      OperatorSettings settings,
      Operations operations,
      ApiTokens tokens,
      Supplier<List<String>> problems,
      PrometheusMeterRegistry registry,
      InstantSource clock) {
    Guard guard = new Guard(tokens, clock);
    List<Route> routes =
        new ArrayList<>(new OperatorRoutes(operations, settings.page(), guard).routes());
    routes.addAll(new Health(problems).routes());
    routes.add(Route.get(Scrape.TEMPLATE, guard.needs(Scope.STATUS, Scrape.of(registry))));
    ResourceDocument.find(
            "/dev/solvent/server/http/operator-openapi.json", "application/json", "no-store")
        .ifPresent(document -> routes.add(Route.get("/openapi.json", document::answer)));
    return new OperatorService(
        routes, WebServer.start("operator", settings.edge(), routes, registry, clock));
  }

  List<Route> routes() {
    return routes;
  }

  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }
}
