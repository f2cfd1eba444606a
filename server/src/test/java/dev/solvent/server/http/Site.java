package dev.solvent.server.http;

import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.published.PublishedPath;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.AssetTag;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.Locator;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.MasterSecret;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.CsvBook;
import dev.solvent.merkle.book.CsvOptions;
import dev.solvent.merkle.tree.BuildSettings;
import dev.solvent.merkle.tree.Generations;
import dev.solvent.merkle.tree.KeySource;
import dev.solvent.merkle.tree.Progress;
import dev.solvent.server.http.edge.EdgeSettings;
import dev.solvent.server.http.edge.Limits;
import dev.solvent.server.http.edge.Rate;
import dev.solvent.server.http.history.EpochSummary;
import dev.solvent.server.http.history.History;
import dev.solvent.server.http.published.PublicFolder;
import dev.solvent.server.http.published.Publications;
import dev.solvent.server.http.stream.StreamSettings;
import dev.solvent.server.tree.LiabilityFolder;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A data folder as the publisher leaves it, and the public service over it on a free port. */
public final class Site implements AutoCloseable {
  public static final Issuer ISSUER = new Issuer("exchange.example");
  public static final MasterSecret MASTER = new MasterSecret(new byte[32]);
  public static final History NO_HISTORY = new NoHistory();

  private static final Limits LIMITS =
      Limits.DEFAULTS.withRates(new Rate(100_000, 100_000), new Rate(100_000, 100_000));

  private final Path data;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private EdgeSettings edge;
  private StreamSettings stream =
      new StreamSettings(2_000, 2_000, 3, Duration.ofSeconds(5), Duration.ofSeconds(5));
  private History history = NO_HISTORY;
  private Optional<PublicService> service = Optional.empty();

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

  public Site(Path data) throws IOException {
    this.data = data;
    edge = new EdgeSettings(InetAddress.getLoopbackAddress(), 0, List.of(), false, true, LIMITS);
    Files.createDirectories(files());
  }

  public Path files() {
    return data.resolve("public");
  }

  public Path trees(long epoch) {
    return data.resolve("epochs")
        .resolve(String.format(Locale.ROOT, "%06d", epoch))
        .resolve("trees");
  }

  public Site write(String place, byte[] bytes) throws IOException {
    Path file = files().resolve(place);
    Files.createDirectories(file.getParent());
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.write(beside, bytes);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return this;
  }

  public Site write(String place, String text) throws IOException {
    return write(place, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Envelope and bundle of their own numbers, and the pointer last. */
  public Site publish(long epoch) throws IOException {
    Epoch of = new Epoch(epoch);
    write(PublishedPath.envelope(of), "{\"payload\":\"" + epoch + "\"}");
    write(PublishedPath.bundle(of), "{\"bundle\":" + epoch + "}");
    write(PublishedPath.CHECKPOINT, "exchange.example/log\n" + epoch + "\nroot=\n\n— a b\n");
    return write(PublishedPath.POINTER, "{\"newest\":" + epoch + "}");
  }

  /** A tree for BTC and ETH: alice and bob have both, carol has ETH alone. */
  public Site build(long epoch) {
    return build(epoch, "account,BTC,ETH\nalice,0.42,1.5\nbob,1,2\ncarol,0,3\n");
  }

  public Site build(long epoch, String csv) {
    try {
      Path book = Files.createTempFile(data, "book", ".csv");
      Files.writeString(book, csv);
      Files.createDirectories(trees(epoch).getParent());
      List<Asset> assets = List.of(Asset.parse("BTC:8"), Asset.parse("ETH:18"));
      try (CsvBook source = CsvBook.open(book, CsvOptions.of(assets))) {
        LiabilityFolder.build(
            source,
            BuildSettings.of(
                    ISSUER, new Epoch(epoch), new KeySource.Derived(MASTER, Generations.NONE))
                .withMinHeight(5),
            Timestamp.parse("2026-09-02T00:00:00Z"),
            trees(epoch),
            Progress.NONE);
      }
      return this;
    } catch (IOException | BookException | MalformedException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Locator locator(String account, long epoch, String asset)
      throws MalformedException {
    AccountId id = AccountId.parse(account);
    AssetTag tag = AssetTag.of(ISSUER, new Epoch(epoch), Asset.parse(asset));
    return MASTER.customerKey(ISSUER, id, 0).accountKey(new Epoch(epoch)).locator(id, tag);
  }

  public Site limits(Limits limits) {
    edge =
        new EdgeSettings(
            edge.address(), 0, edge.proxies(), edge.behindTls(), edge.anyOrigin(), limits);
    return this;
  }

  public Limits limits() {
    return edge.limits();
  }

  public Site edge(EdgeSettings settings) {
    edge = settings;
    return this;
  }

  public Site stream(StreamSettings settings) {
    stream = settings;
    return this;
  }

  public Site history(History given) {
    history = given;
    return this;
  }

  public Publications publications() {
    return Publications.watch(new PublicFolder(files()), Site::newest, Duration.ofMillis(50));
  }

  private static Optional<Epoch> newest(byte[] pointer) throws MalformedException {
    return Optional.of(
        Fields.read(
            pointer,
            new JsonLimits(100, 2, 10),
            in -> new Epoch(in.integer("newest", 1, Epoch.MAX))));
  }

  public Site start() {
    return start(publications(), new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }

  public Site start(Publications publications, PrometheusMeterRegistry registry) {
    service =
        Optional.of(
            PublicService.start(
                new PublicSettings(
                    edge,
                    Policy.standard(),
                    files(),
                    Optional.of(data.resolve("epochs")),
                    2,
                    stream,
                    Duration.ofMillis(50),
                    true),
                publications,
                history,
                registry,
                InstantSource.system()));
    return this;
  }

  PublicService service() {
    return service.orElseThrow();
  }

  public int port() {
    return service.orElseThrow().port();
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  public HttpResponse<byte[]> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send("GET", path, HttpRequest.BodyPublishers.noBody(), headers);
  }

  public HttpResponse<byte[]> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    return send("POST", path, HttpRequest.BodyPublishers.ofString(body), headers);
  }

  public HttpResponse<byte[]> send(
      String method, String path, HttpRequest.BodyPublisher body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  public HttpClient http() {
    return http;
  }

  public static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  public static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Override
  public void close() {
    service.ifPresent(PublicService::close);
    http.close();
  }
}
