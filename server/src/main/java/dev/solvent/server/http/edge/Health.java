package dev.solvent.server.http.edge;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue;
import dev.solvent.attest.json.JsonValue.JsonArray;
import dev.solvent.attest.json.JsonValue.JsonText;
import dev.solvent.attest.json.ObjectBuilder;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code /healthz}: the process is alive and answers. {@code /readyz}: it can serve what it is for,
 * and says why where it cannot. Any thread.
 */
public final class Health {
  private static final JsonLimits LIMITS = new JsonLimits(1 << 16, 4, 100);
  private final Supplier<List<String>> problems;

  /** What keeps the service from serving, a sentence each without a secret. */
  public Health(Supplier<List<String>> problems) {
    this.problems = problems;
  }

  public List<Route> routes() {
    return List.of(Route.get("/healthz", Health::alive), Route.get("/readyz", this::ready));
  }

  private static void alive(Context context) {
    answer(context, List.of());
  }

  private void ready(Context context) {
    List<String> found = problems.get();
    if (!found.isEmpty()) {
      context.status(503).header("Retry-After", "5");
    }
    answer(context, found);
  }

  private static void answer(Context context, List<String> found) {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("problems", new JsonArray(found.stream().<JsonValue>map(JsonText::new).toList()))
            .put("status", found.isEmpty() ? "ok" : "not ready");
    context.contentType("application/json").result(CanonicalJson.print(json.build(), LIMITS));
  }
}
