package dev.solvent.server.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.server.solvency.ReportFigures;
import dev.solvent.server.store.Alert;
import dev.solvent.server.store.Step;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The gauges, and that the text lists them as they are. */
final class AlertMetricsTest {
  private static final Path TEXT = Path.of("../docs/operating/alerts.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `(solvent_\\w+)(\\{\\w+})?` \\| (.+) \\|");

  private static Situation situation() {
    return new Situation(
        Situations.NOW,
        List.of(Situations.epoch(8, Step.LOGGED, Situations.trouble(true))),
        Optional.of(
            Situations.attested("2026-11-21T13:00:00Z", Situations.coverage("BTC", 400, 300))),
        List.of(PartyState.good("w1"), PartyState.bad("w2", "away")),
        List.of(PartyState.bad("alpha", "away")),
        Optional.empty(),
        List.of(),
        figures());
  }

  private static Optional<ReportFigures> figures() {
    return Optional.of(
        Situations.figures(new ReportFigures.Crossed("coverage", "", 9_047, 10_000)));
  }

  private static double value(MeterRegistry registry, String name, String... tags) {
    return registry.get(name).tags(tags).gauge().value();
  }

  @Test
  void gauges_showTheLastSituation() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Instant[] now = {Situations.NOW.instant()};
    AlertMetrics metrics = AlertMetrics.bind(registry, () -> now[0]);
    assertTrue(Double.isNaN(value(registry, "solvent_epoch_published")), "nothing is known yet");
    List<Alert> standing = AlertRules.standing(situation(), AlertSettings.USUAL);
    metrics.show(situation(), standing);
    assertEquals(7, value(registry, "solvent_epoch_published"));
    assertEquals(5, value(registry, "solvent_epoch_step"));
    assertEquals(3, value(registry, "solvent_epoch_tries"));
    assertEquals(1, value(registry, "solvent_person_needed"));
    assertEquals(0.75, value(registry, "solvent_coverage_ratio", "asset", "BTC"));
    assertEquals(1, value(registry, "solvent_witness_up", "witness", "w1"));
    assertEquals(0, value(registry, "solvent_witness_up", "witness", "w2"));
    assertEquals(0, value(registry, "solvent_authority_up", "authority", "alpha"));
    assertEquals(1, value(registry, "solvent_alert", "kind", "stopped"));
    assertEquals(1, value(registry, "solvent_alert", "kind", "shortfall"));
    assertEquals(0, value(registry, "solvent_alert", "kind", "log"));
    assertEquals(1, value(registry, "solvent_alert", "kind", "threshold"));
    assertEquals(0.9047, value(registry, "solvent_solvency_ratio", "figure", "raw"));
    assertEquals(0.9043, value(registry, "solvent_solvency_ratio", "figure", "haircut"));
    assertEquals(1.3142, value(registry, "solvent_solvency_ratio", "figure", "ratio"));
    assertEquals(0.3332, value(registry, "solvent_solvency_reach", "horizon", "hour"));
    assertEquals(3600, value(registry, "solvent_next_due_seconds"));
    now[0] = now[0].plusSeconds(4000);
    assertEquals(-400, value(registry, "solvent_next_due_seconds"), "late");
    assertEquals(4000, value(registry, "solvent_situation_age_seconds"));
    String scraped = registry.scrape();
    assertTrue(scraped.contains("solvent_coverage_ratio{asset=\"BTC\"} 0.75"), scraped);
  }

  @Test
  void text_listsEveryGauge_asItIs() throws Exception {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    AlertMetrics.bind(registry, Situations.NOW::instant)
        .show(situation(), AlertRules.standing(situation(), AlertSettings.USUAL));
    TreeMap<String, String> gauges = new TreeMap<>();
    for (Meter meter : registry.getMeters()) {
      gauges.put(meter.getId().getName(), meter.getId().getDescription());
    }
    TreeMap<String, String> listed = new TreeMap<>();
    Matcher rows = ROW.matcher(Files.readString(TEXT));
    while (rows.find()) {
      listed.put(rows.group(1), rows.group(3).strip());
    }
    assertEquals(gauges, listed);
  }
}
