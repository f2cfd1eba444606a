package dev.solvent.server.http.history;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.report.Coverage;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import dev.solvent.server.http.edge.Document;
import dev.solvent.server.http.edge.HttpProblem;
import dev.solvent.server.http.edge.Route;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/v1/epochs}, {@code GET /api/v1/series/{asset}} and {@code GET /api/v1/solvency}.
 * What was made last is kept until the history changes. Any thread.
 */
public final class HistoryRoutes {
  public static final String EPOCHS = "/api/v1/epochs";
  public static final String SERIES = "/api/v1/series/{asset}";
  public static final String SOLVENCY = "/api/v1/solvency";
  static final int PAGE = 50;

  private static final JsonLimits LIMITS = new JsonLimits(256 << 20, 8, 10_000_000);
  private static final String CACHING = "public, max-age=30";
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,15}");
  private static final int MOST_KEPT = 32;

  private final History history;

  /** Guarded by this: documents of one version of the history, by what was asked for. */
  private final Map<String, Document> made =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Document> eldest) {
          return size() > MOST_KEPT;
        }
      };

  /** Guarded by this. */
  private long version = -1;

  public HistoryRoutes(History history) {
    this.history = history;
  }

  public List<Route> routes() {
    return List.of(
        Route.get(EPOCHS, this::epochs),
        Route.get(SERIES, this::series),
        Route.get(SOLVENCY, this::solvency));
  }

  private void epochs(Context context) {
    @Nullable String before = context.queryParam("before");
    if (before != null && !NUMBER.matcher(before).matches()) {
      throw new HttpProblem(400, "before is no epoch's number, want 1 to 2^53 - 1");
    }
    long end = before == null ? Long.MAX_VALUE : Long.parseLong(before);
    document("before " + end, () -> Optional.of(page(end))).orElseThrow().answer(context);
  }

  private void series(Context context) {
    Ticker asset;
    try {
      asset = Ticker.parse(context.pathParam("asset"));
    } catch (MalformedException e) {
      throw noSeries();
    }
    document("series " + asset, () -> points(asset))
        .orElseThrow(HistoryRoutes::noSeries)
        .answer(context);
  }

  private void solvency(Context context) {
    document("solvency", () -> SolvencySeries.of(history.epochs()))
        .orElseThrow(() -> new HttpProblem(404, "no published epoch has a solvency report"))
        .answer(context);
  }

  private static HttpProblem noSeries() {
    return new HttpProblem(404, "no published epoch has this asset");
  }

  private synchronized Optional<Document> document(
      String key, Supplier<Optional<JsonObject>> json) {
    if (version != history.version()) {
      version = history.version();
      made.clear();
    }
    @Nullable Document kept = made.get(key);
    if (kept != null) {
      return Optional.of(kept);
    }
    Optional<Document> fresh =
        json.get()
            .map(object ->
                Document.of(CanonicalJson.print(object, LIMITS), "application/json", CACHING));
    fresh.ifPresent(document -> made.put(key, document));
    return fresh;
  }

  private JsonObject page(long before) {
    List<EpochSummary> older =
        history.epochs().stream().filter(epoch -> epoch.epoch().number() < before).toList();
    List<EpochSummary> page = older.subList(0, Math.min(PAGE, older.size()));
    ObjectBuilder json =
        new ObjectBuilder()
            .put("epochs", page, HistoryRoutes::summary)
            .put("format", "solvent/history/v1");
    if (older.size() > page.size()) {
      json.put("before", page.getLast().epoch().number());
    }
    return json.build();
  }

  private static JsonObject summary(EpochSummary epoch) {
    return new ObjectBuilder()
        .put("asOf", epoch.asOf().toString())
        .put("attestation", digest(epoch))
        .put("coverage", epoch.coverage(), of -> sums(of).build())
        .put("epoch", epoch.epoch().number())
        .put("nextDueBy", epoch.nextDueBy().toString())
        .build();
  }

  private static JsonObject digest(EpochSummary epoch) {
    return new ObjectBuilder().put("sha256", epoch.attestation().toString()).build();
  }

  private Optional<JsonObject> points(Ticker asset) {
    List<JsonObject> points = new ArrayList<>();
    for (EpochSummary epoch : history.epochs().reversed()) {
      epoch.coverage().stream()
          .filter(of -> of.asset().ticker().equals(asset))
          .forEach(of ->
              points.add(
                  sums(of)
                      .put("asOf", epoch.asOf().toString())
                      .put("epoch", epoch.epoch().number())
                      .build()));
    }
    return points.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ObjectBuilder()
                .put("asset", asset.text())
                .put("format", "solvent/series/v1")
                .put("points", points, point -> point)
                .build());
  }

  private static ObjectBuilder sums(Coverage coverage) {
    return new ObjectBuilder()
        .put("asset", coverage.asset().ticker().text())
        .put("attested", coverage.attested().toString())
        .put("basisPoints", coverage.basisPoints())
        .put("claimed", coverage.claimed().toString())
        .put("conditional", coverage.conditional().toString())
        .put("counted", coverage.counted().toString())
        .put("decimals", coverage.asset().decimals())
        .put("liabilities", coverage.liabilities().toString());
  }
}
