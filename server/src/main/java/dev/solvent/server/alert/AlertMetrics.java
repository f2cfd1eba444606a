package dev.solvent.server.alert;

import dev.solvent.attest.report.Coverage;
import dev.solvent.server.solvency.ReportFigures;
import dev.solvent.server.solvency.ReportFigures.Reach;
import dev.solvent.server.solvency.ReportFigures.Share;
import dev.solvent.server.solvency.ReportFigures.Totals;
import dev.solvent.server.store.Alert;
import dev.solvent.server.store.EpochRecord;
import dev.solvent.server.store.Step;
import dev.solvent.server.store.Trouble;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The last situation as gauges, listed in {@code docs/operating/alerts.md}. A figure that is not
 * known is NaN, never 0. Any thread.
 */
public final class AlertMetrics {
  private final InstantSource clock;
  private final AtomicReference<Situation> last = new AtomicReference<>();
  private final MultiGauge alerts;
  private final MultiGauge coverage;
  private final MultiGauge solvency;
  private final MultiGauge reach;
  private final MultiGauge witnesses;
  private final MultiGauge authorities;

  private AlertMetrics(MeterRegistry registry, InstantSource clock) {
    this.clock = clock;
    alerts = many(registry, "solvent_alert", "How many alerts of this kind stand.");
    coverage =
        many(
            registry,
            "solvent_coverage_ratio",
            "What is proven or observed and owned, in shares of what is owed, as published last.");
    solvency =
        many(
            registry,
            "solvent_solvency_ratio",
            "The newest solvency report's figures of the whole, in shares of what is owed: raw,"
                + " haircut, and the bare ratio.");
    reach =
        many(
            registry,
            "solvent_solvency_reach",
            "What share of a full run could be paid by the horizon, as the newest solvency report"
                + " has it.");
    witnesses =
        many(
            registry, "solvent_witness_up", "1 where the witness cosigned when it was asked last.");
    authorities =
        many(
            registry,
            "solvent_authority_up",
            "1 where the time authority gave a token when it was asked last.");
  }

  /** Registers the gauges, which show nothing before the first {@link #show}. */
  public static AlertMetrics bind(MeterRegistry registry, InstantSource clock) {
    AlertMetrics metrics = new AlertMetrics(registry, clock);
    metrics.one(
        registry,
        "solvent_epoch_published",
        "The newest epoch that is public; 0 where none is.",
        situation -> situation.published().map(of -> (double) of.epoch().number()).orElse(0.0));
    metrics.one(
        registry,
        "solvent_epoch_step",
        "How far the newest epoch is: 0 begun, 1 snapshot, to 8 published.",
        situation ->
            situation.epochs().stream()
                .map(epoch -> (double) Arrays.asList(Step.values()).indexOf(epoch.reached()))
                .findFirst()
                .orElse(Double.NaN));
    metrics.one(
        registry,
        "solvent_epoch_tries",
        "How often the next step of the epoch under way was tried in vain.",
        situation ->
            situation
                .underWay()
                .flatMap(EpochRecord::trouble)
                .map(trouble -> (double) trouble.tries())
                .orElse(0.0));
    metrics.one(
        registry,
        "solvent_person_needed",
        "1 where the epoch under way stopped until a person has looked.",
        situation ->
            situation
                    .underWay()
                    .flatMap(EpochRecord::trouble)
                    .filter(Trouble::needsPerson)
                    .isPresent()
                ? 1
                : 0);
    metrics.one(
        registry,
        "solvent_next_due_seconds",
        "Until the next attestation is due; below 0 where it is late.",
        metrics::untilDue);
    metrics.one(
        registry,
        "solvent_situation_age_seconds",
        "Since all of these figures were gathered.",
        situation ->
            Duration.between(situation.now().instant(), clock.instant()).toMillis() / 1000.0);
    return metrics;
  }

  private double untilDue(Situation situation) {
    return situation
        .published()
        .map(of -> Duration.between(clock.instant(), of.nextDueBy().instant()).toMillis() / 1000.0)
        .orElse(Double.NaN);
  }

  private void one(
      MeterRegistry registry, String name, String help, ToDoubleFunction<Situation> figure) {
    Gauge.builder(
            name,
            last,
            seen -> {
              Situation situation = seen.get();
              return situation == null ? Double.NaN : figure.applyAsDouble(situation);
            })
        .description(help)
        .strongReference(true)
        .register(registry);
  }

  private static MultiGauge many(MeterRegistry registry, String name, String help) {
    return MultiGauge.builder(name).description(help).register(registry);
  }

  /** Shows this from now on. */
  public synchronized void show(Situation situation, List<Alert> standing) {
    last.set(situation);
    alerts.register(
        rows(
            Arrays.asList(Alert.Kind.values()),
            "kind",
            kind -> kind.name().toLowerCase(Locale.ROOT),
            kind -> (double) standing.stream().filter(alert -> alert.kind() == kind).count()),
        true);
    coverage.register(
        rows(
            situation.published().map(Attested::coverage).orElse(List.of()),
            "asset",
            of -> of.asset().ticker().text(),
            of -> of.basisPoints() / (double) Coverage.WHOLE),
        true);
    solvency.register(
        rows(
            situation
                .solvency()
                .flatMap(ReportFigures::totals)
                .map(Totals::shares)
                .orElse(List.of()),
            "figure",
            Share::name,
            share -> share.tenThousandths() / (double) Coverage.WHOLE),
        true);
    reach.register(
        rows(
            situation.solvency().map(ReportFigures::reach).orElse(List.of()),
            "horizon",
            Reach::horizon,
            at -> at.share() / (double) Coverage.WHOLE),
        true);
    witnesses.register(states(situation.witnesses(), "witness"), true);
    authorities.register(states(situation.authorities(), "authority"), true);
  }

  private static List<MultiGauge.Row<?>> states(List<PartyState> states, String tag) {
    return rows(states, tag, PartyState::name, state -> state.fault().isEmpty() ? 1.0 : 0.0);
  }

  private static <T> List<MultiGauge.Row<?>> rows(
      List<T> items, String tag, Function<T, String> name, Function<T, Double> figure) {
    return items.stream()
        .<MultiGauge.Row<?>>map(
            item -> MultiGauge.Row.of(Tags.of(tag, name.apply(item)), figure.apply(item)))
        .toList();
  }
}
