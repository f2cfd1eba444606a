package dev.solvent.server.operate;

import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.published.Pointer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.data.TrustRoots;
import dev.solvent.server.http.PublicService;
import dev.solvent.server.http.PublicSettings;
import dev.solvent.server.http.edge.EdgeSettings;
import dev.solvent.server.http.edge.Limits;
import dev.solvent.server.http.edge.Subnet;
import dev.solvent.server.http.history.PublishedHistory;
import dev.solvent.server.http.published.PublicFolder;
import dev.solvent.server.http.published.Publications;
import dev.solvent.server.http.stream.StreamSettings;
import dev.solvent.server.party.ListenAddress;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The public service of a data folder. It needs no key and no database. Any thread. */
public final class PublicSide implements AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final int OPEN_EPOCHS = 4;

  private final PublicService service;
  private final PublishedHistory history;
  private final PrometheusMeterRegistry registry;
  private final String host;

  private PublicSide(
      PublicService service,
      PublishedHistory history,
      PrometheusMeterRegistry registry,
      String host) {
    this.service = service;
    this.history = history;
    this.registry = registry;
    this.host = host;
  }

  /**
   * Starts it; it listens when this returns.
   *
   * @param policy under which coverage is computed
   * @param proxies whose word on a client's address is believed
   */
  public static PublicSide start(
      DataFolder data,
      Policy policy,
      ListenAddress listen,
      Set<String> proxies,
      InstantSource clock)
      throws IOException {
    Path files = data.publicFolder().root();
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Publications publications =
        Publications.watch(
            new PublicFolder(files),
            bytes -> Pointer.parse(bytes).newest().map(Pointer.Named::epoch),
            LOOK);
    PublishedHistory history =
        PublishedHistory.begin(
            publications, TrustRoots.read(data.publicFolder()).roots().getFirst(), policy, clock);
    PublicSettings settings =
        new PublicSettings(
            edge(listen, proxies, true),
            policy,
            files,
            Files.isDirectory(data.epochs()) ? Optional.of(data.epochs()) : Optional.empty(),
            OPEN_EPOCHS,
            StreamSettings.DEFAULTS,
            LOOK,
            false);
    PublicService service = PublicService.start(settings, publications, history, registry, clock);
    return new PublicSide(service, history, registry, listen.host());
  }

  static EdgeSettings edge(ListenAddress listen, Set<String> proxies, boolean anyOrigin)
      throws IOException {
    List<Subnet> believed = new ArrayList<>();
    for (String proxy : proxies) {
      try {
        believed.add(Subnet.parse(proxy));
      } catch (MalformedException e) {
        throw new UserError("serve.proxies: " + e.getMessage(), "an address, or one with a mask");
      }
    }
    return new EdgeSettings(
        InetAddress.getByName(listen.host()),
        listen.port(),
        believed,
        false,
        anyOrigin,
        Limits.DEFAULTS);
  }

  PrometheusMeterRegistry registry() {
    return registry;
  }

  List<String> problems() {
    return service.problems();
  }

  /** Where it can be asked from this machine. */
  public String url() {
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + service.port();
  }

  @Override
  public void close() {
    service.close();
    history.close();
    registry.close();
  }
}
