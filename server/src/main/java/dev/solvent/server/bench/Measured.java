package dev.solvent.server.bench;

import dev.solvent.attest.json.ObjectBuilder;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * One run of one load.
 *
 * @param processorMicros of the service's processor time, for each request
 */
record Measured(Wrk.Run run, double processorMicros) {
  static Measured of(Wrk wrk, ServiceProcess service, URI target, Wrk.Load load)
      throws IOException, InterruptedException {
    long before = service.processorTime().toNanos();
    Wrk.Run run = wrk.run(target, load);
    long spent = service.processorTime().toNanos() - before;
    return new Measured(run, spent / 1e3 / run.requests());
  }

  double perSecond() {
    return run.perSecond();
  }

  /** The runs of one load, in their order. One thread. */
  static final class Series {
    private final List<Measured> all = new ArrayList<>();

    void add(Measured one) {
      all.add(one);
    }

    Medians of(ToDoubleFunction<Measured> what) {
      return Medians.of(all.stream().mapToDouble(what).toArray());
    }

    Medians perSecond() {
      return of(Measured::perSecond);
    }

    Medians processorMicros() {
      return of(Measured::processorMicros);
    }

    /** Each run's share of the other's run of the same round. */
    Medians ratio(Series other, ToDoubleFunction<Measured> what) {
      double[] ratios = new double[all.size()];
      for (int i = 0; i < ratios.length; i++) {
        ratios[i] = what.applyAsDouble(all.get(i)) / what.applyAsDouble(other.all.get(i));
      }
      return Medians.of(ratios);
    }

    /** The medians over the runs, in milliseconds. */
    String latencies() {
      return String.format(
          Locale.ROOT,
          "p50 %.2f ms, p90 %.2f, p99 %.2f, p99.9 %.2f",
          millis(Wrk.Latencies::p50),
          millis(Wrk.Latencies::p90),
          millis(Wrk.Latencies::p99),
          millis(Wrk.Latencies::p999));
    }

    private double millis(ToDoubleFunction<Wrk.Latencies> what) {
      return of(run -> what.applyAsDouble(run.run().latencies())).median() / 1e3;
    }

    ObjectBuilder toJson() {
      return new ObjectBuilder()
          .put("perSecond", perSecond().toJson(1))
          .put("processorNanosEach", processorMicros().toJson(1e3))
          .put("p50Micros", Math.round(millis(Wrk.Latencies::p50) * 1e3))
          .put("p90Micros", Math.round(millis(Wrk.Latencies::p90) * 1e3))
          .put("p99Micros", Math.round(millis(Wrk.Latencies::p99) * 1e3))
          .put("p999Micros", Math.round(millis(Wrk.Latencies::p999) * 1e3));
    }
  }
}
