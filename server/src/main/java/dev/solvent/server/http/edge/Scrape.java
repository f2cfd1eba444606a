package dev.solvent.server.http.edge;

import io.javalin.http.Handler;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;

/** {@code /metrics}, in Prometheus' text format. */
public final class Scrape {
  public static final String TEMPLATE = "/metrics";

  private Scrape() {}

  public static Handler of(PrometheusMeterRegistry registry) {
    return context ->
        context
            .contentType("text/plain; version=0.0.4; charset=utf-8")
            .result(registry.scrape().getBytes(StandardCharsets.UTF_8));
  }
}
