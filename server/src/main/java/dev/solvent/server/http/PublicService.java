package dev.solvent.server.http;

import dev.solvent.server.http.edge.Health;
import dev.solvent.server.http.edge.ResourceDocument;
import dev.solvent.server.http.edge.Route;
import dev.solvent.server.http.edge.Scrape;
import dev.solvent.server.http.edge.WebServer;
import dev.solvent.server.http.files.PublicFiles;
import dev.solvent.server.http.history.History;
import dev.solvent.server.http.history.HistoryRoutes;
import dev.solvent.server.http.page.WebFiles;
import dev.solvent.server.http.proofs.OpenTrees;
import dev.solvent.server.http.proofs.Proofs;
import dev.solvent.server.http.published.Publications;
import dev.solvent.server.http.stream.EventStream;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The public service, running. Any thread. */
public final class PublicService implements AutoCloseable {
  private final Publications publications;
  private final Optional<OpenTrees> trees;
  private final List<Route> routes;
  private final WebServer server;

  private PublicService(
      PublicSettings settings,
      Publications publications,
      History history,
      PrometheusMeterRegistry registry,
      InstantSource clock) {
    this.publications = publications;
    trees =
        settings.trees().map(epochs -> new OpenTrees(epochs, publications, settings.openEpochs()));
    EventStream stream = new EventStream(publications, settings.stream());
    meters(registry, stream);
    routes = List.copyOf(routes(settings, history, stream, registry));
    server = WebServer.start("public", settings.edge(), routes, registry, clock);
  }

  /**
   * Starts it; it listens when this returns.
   *
   * @param publications a watch of the settings' public folder, which this closes
   * @param registry to which its metrics are added
   */
  public static PublicService start(
      PublicSettings settings,
      Publications publications,
      History history,
      PrometheusMeterRegistry registry,
      InstantSource clock) {
    return new PublicService(settings, publications, history, registry, clock);
  }

  private void meters(PrometheusMeterRegistry registry, EventStream stream) {
    Gauge.builder("solvent.stream.clients", stream, EventStream::count)
        .description("Clients of the event stream")
        .register(registry);
    trees.ifPresent(open ->
        Gauge.builder("solvent.trees.open", open, OpenTrees::count)
            .description("Epochs whose trees are open")
            .register(registry));
    Gauge.builder(
            "solvent.epoch.newest",
            publications,
            of -> of.now().newest().map(epoch -> (double) epoch.number()).orElse(0.0))
        .description("The newest published epoch")
        .register(registry);
  }

  private List<Route> routes(
      PublicSettings settings,
      History history,
      EventStream stream,
      PrometheusMeterRegistry registry) {
    List<Route> routes = new ArrayList<>(new WebFiles(settings.policy()).routes());
    routes.addAll(new PublicFiles(publications.folder()).routes());
    trees.ifPresent(open -> routes.addAll(new Proofs(open).routes()));
    routes.addAll(new HistoryRoutes(history).routes());
    routes.addAll(stream.routes());
    routes.addAll(new Health(() -> problems(settings.files())).routes());
    if (settings.metrics()) {
      routes.add(Route.get(Scrape.TEMPLATE, Scrape.of(registry)));
    }
    ResourceDocument.find(
            "/dev/solvent/server/http/openapi.json", "application/json", "public, max-age=300")
        .ifPresent(document -> routes.add(Route.get("/openapi.json", document::answer)));
    return routes;
  }

  /** What keeps it from serving, a sentence each; the newest trees are opened to know. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    publications.now().trouble().ifPresent(what -> problems.add("the public folder: " + what));
    trees.flatMap(OpenTrees::openNewest).ifPresent(problems::add);
    return problems;
  }

  private List<String> problems(Path files) {
    return Files.isReadable(files)
        ? problems()
        : List.of("the public folder is not there or cannot be read");
  }

  List<Route> routes() {
    return routes;
  }

  public int port() {
    return server.port();
  }

  /** Streams end at once, since whoever has one comes again; everything else within its time. */
  @Override
  public void close() {
    publications.close();
    server.close();
    trees.ifPresent(OpenTrees::close);
  }
}
