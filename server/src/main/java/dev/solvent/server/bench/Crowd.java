package dev.solvent.server.bench;

import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.merkle.Epoch;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Many clients who stay: those who are slow on purpose, and those who follow the stream. */
final class Crowd {
  private static final int MOST_LEAVES = 2_000;
  private static final double MIB = 1 << 20;

  private final BenchReport report;
  private final Wrk wrk;
  private final ServeBench.Plan plan;
  private final BenchExchange exchange;

  Crowd(BenchReport report, Wrk wrk, ServeBench.Plan plan, BenchExchange exchange) {
    this.report = report;
    this.wrk = wrk;
    this.plan = plan;
    this.exchange = exchange;
  }

  void slowClients() throws IOException, InterruptedException {
    String large = exchange.request(MOST_LEAVES);
    try (ServiceProcess service = ServiceProcess.start(exchange.data().root(), false)) {
      URI proofs = service.proofs();
      wrk.run(proofs, plan.full());
      double before = wrk.run(proofs, plan.full()).perSecond();
      double memory = service.memory().ownMiB();
      Map<SlowClients.Kind, Medians> ends;
      List<Double> own = new ArrayList<>();
      Wrk.Run during;
      long start = System.nanoTime();
      double heldUp;
      try (SlowClients slow =
          SlowClients.attack(service.port(), proofs.getPath(), large, plan.slow())) {
        exchange.askForOne(proofs); // behind all that they ask for, which is work and no slowness
        heldUp = (System.nanoTime() - start) / 1e9;
        during = new MemoryWatch(report, wrk, plan).whileLoaded(service, plan.full(), own);
        ends = slow.awaitEnds();
      }
      double after = wrk.run(proofs, plan.full()).perSecond();
      double ratio = during.perSecond() / ((before + after) / 2);
      report.say("");
      report.say("slow       %d clients that take a second for each byte", plan.slow());
      report.say(
          "  %,.0f proofs a second to others meanwhile, %,.0f before, %,.0f after: %.2f times",
          during.perSecond(), before, after, ratio);
      report.say(
          "  at first another proof took %.2f s, since a third of them ask for many", heldUp);
      report.say(
          "  latency of the others: p99 %.2f ms, the longest %.2f ms",
          during.latencies().p99() / 1e3, during.latencies().most() / 1e3);
      ObjectBuilder json =
          new ObjectBuilder()
              .put("ratioPerMille", Math.round(ratio * 1e3))
              .put("heldUpMillis", Math.round(heldUp * 1e3))
              .put("p99Micros", during.latencies().p99())
              .put("residentMiBBefore", Math.round(memory))
              .put("residentMiBMost", Math.round(Medians.of(own).max()));
      ends.forEach((kind, seconds) -> {
        report.say("  %s: cut off after %s s", kind.what(), seconds.with(1));
        json.put(kind.name(), seconds.toJson(1e3));
      });
      report.say(
          "  resident %.0f MiB before, at most %.0f MiB meanwhile", memory, Medians.of(own).max());
      report.keep("slow", json);
    }
  }

  void streams() throws IOException, InterruptedException {
    try (ServiceProcess service = ServiceProcess.start(exchange.data().root(), false)) {
      URI root = URI.create("http://127.0.0.1:" + service.port());
      StreamClients.open(root, BenchExchange.FIRST, 1).close(); // what is loaded once
      double live = service.liveBytes() / MIB;
      double own = service.memory().ownMiB();
      long start = System.nanoTime();
      try (StreamClients clients = StreamClients.open(root, BenchExchange.FIRST, plan.streams())) {
        double opened = (System.nanoTime() - start) / 1e9;
        double liveWith = service.liveBytes() / MIB;
        double ownWith = service.memory().ownMiB();
        long published = System.nanoTime();
        exchange.publish(new Epoch(BenchExchange.FIRST.number() + 1));
        long[] told = clients.awaitTold();
        double first = (told[0] - published) / 1e6;
        double spread = (told[told.length - 1] - told[0]) / 1e6;
        report.say("");
        report.say("streams    %,d clients", plan.streams());
        report.say("  open and told the newest after %.2f s", opened);
        report.say(
            "  a new epoch: the first is told %.0f ms after it was published (the folder is looked"
                + " at each second), the last %.0f ms after the first",
            first, spread);
        report.say(
            "  %.1f KiB of heap a client, %.1f KiB resident",
            (liveWith - live) * 1024 / plan.streams(), (ownWith - own) * 1024 / plan.streams());
        report.keep(
            "streams",
            new ObjectBuilder()
                .put("clients", plan.streams())
                .put("openMillis", Math.round(opened * 1e3))
                .put("firstToldMicros", Math.round(first * 1e3))
                .put("spreadMicros", Math.round(spread * 1e3))
                .put("heapBytesEach", Math.round((liveWith - live) * MIB / plan.streams())));
      }
      exchange.publish(BenchExchange.FIRST); // what is newest has trees again
    }
  }
}
