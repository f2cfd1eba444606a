package dev.solvent.server.bench;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.published.Pointer;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.http.PublicService;
import dev.solvent.server.http.PublicSettings;
import dev.solvent.server.http.edge.Body;
import dev.solvent.server.http.edge.EdgeSettings;
import dev.solvent.server.http.edge.JsonLines;
import dev.solvent.server.http.edge.Limits;
import dev.solvent.server.http.edge.Rate;
import dev.solvent.server.http.edge.Route;
import dev.solvent.server.http.edge.WebServer;
import dev.solvent.server.http.history.EpochSummary;
import dev.solvent.server.http.history.History;
import dev.solvent.server.http.published.PublicFolder;
import dev.solvent.server.http.published.Publications;
import dev.solvent.server.http.stream.StreamSettings;
import io.javalin.http.Context;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The service under load, a process of its own: the public service as it is but for the limits on
 * one client, since all of the load comes from one address. Beside it, on another port, the same
 * kind of server answers with constant bytes.
 *
 * <p>It ends with its standard input, and so with whoever started it. For each line before that it
 * collects garbage and prints how many bytes are alive.
 */
final class BenchService {
  /** So many bytes of the same, for a body that is read as one for proofs is. */
  static final String CONSTANT = "/api/v1/constant/{bytes}/proofs";

  private static final Rate ANY = new Rate(1e9, 1e9);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final JsonLimits LIMITS = new JsonLimits(1_000, 2, 10);
  private static final int MOST = 1 << 16;
  private static final int MOST_STREAMS = 10_000;
  private static final byte[] BYTES = new byte[MOST];

  static {
    Arrays.fill(BYTES, (byte) 'x');
  }

  private BenchService() {}

  /** Serves a data folder; logs each request where a second argument is there. */
  static void main(String[] args) throws IOException {
    JsonLines.install(args.length > 1);
    DataFolder data = new DataFolder(Path.of(args[0]));
    InstantSource clock = InstantSource.system();
    EdgeSettings edge =
        new EdgeSettings(
            InetAddress.getLoopbackAddress(),
            0,
            List.of(),
            false,
            true,
            Limits.DEFAULTS.withRates(ANY, ANY));
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (PublicService service =
            PublicService.start(
                settings(data, edge), publications(data), new NoHistory(), registry, clock);
        WebServer constant =
            WebServer.start(
                "constant",
                edge,
                List.of(Route.post(CONSTANT, BenchService::constant)),
                registry,
                clock)) {
      print(new ObjectBuilder().put("constantPort", constant.port()).put("port", service.port()));
      answerUntilTheEnd();
    }
  }

  private static PublicSettings settings(DataFolder data, EdgeSettings edge) {
    StreamSettings usual = StreamSettings.DEFAULTS;
    return new PublicSettings(
        edge,
        Policy.standard(),
        data.publicFolder().root(),
        Optional.of(data.epochs()),
        4,
        new StreamSettings(
            MOST_STREAMS, MOST_STREAMS, usual.mostReplayed(), usual.heartbeat(), usual.write()),
        LOOK,
        false);
  }

  private static Publications publications(DataFolder data) {
    return Publications.watch(
        new PublicFolder(data.publicFolder().root()),
        bytes -> Pointer.parse(bytes).newest().map(Pointer.Named::epoch),
        LOOK);
  }

  /** What is published for the bench is not for judging. */
  private record NoHistory() implements History {
    @Override
    public List<EpochSummary> epochs() {
      return List.of();
    }

    @Override
    public long version() {
      return 0;
    }
  }

  private static void constant(Context context) throws IOException {
    Body.read(context, MOST);
    context.header("Cache-Control", "private, no-store").contentType("application/json");
    int bytes = Integer.parseInt(context.pathParam("bytes"));
    context.res().getOutputStream().write(BYTES, 0, bytes);
  }

  private static void answerUntilTheEnd() throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (lines.readLine() != null) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      print(new ObjectBuilder().put("liveBytes", runtime.totalMemory() - runtime.freeMemory()));
    }
  }

  private static void print(ObjectBuilder json) {
    System.out.println(
        new String(CanonicalJson.print(json.build(), LIMITS), StandardCharsets.UTF_8));
  }
}
