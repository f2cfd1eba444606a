package dev.solvent.server.bench;

import dev.solvent.attest.json.ObjectBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Whether a service that has much to do comes to need more memory by and by. One thread. */
final class MemoryWatch {
  private static final double MIB = 1 << 20;

  private final BenchReport report;
  private final Wrk wrk;
  private final ServeBench.Plan plan;

  MemoryWatch(BenchReport report, Wrk wrk, ServeBench.Plan plan) {
    this.report = report;
    this.wrk = wrk;
    this.plan = plan;
  }

  /** Full load for some minutes; the first tenth of it is for the compiler and the heap to grow. */
  void run(Path data) throws IOException, InterruptedException {
    int seconds = plan.minutes() * 60;
    List<Double> own = new ArrayList<>();
    try (ServiceProcess service = ServiceProcess.start(data, false)) {
      wrk.run(service.proofs(), new Wrk.Load(plan.connections(), seconds / 10, 0));
      double before = service.liveBytes() / MIB;
      Wrk.Load load = new Wrk.Load(plan.connections(), seconds, 0);
      Wrk.Run run = whileLoaded(service, load, own);
      ResidentMemory resident = service.memory();
      double after = service.liveBytes() / MIB;
      Medians all = Medians.of(own);
      report.say("");
      report.say("memory     %d min of full load, after %d s", plan.minutes(), seconds / 10);
      report.say("  %,d proofs, %,.0f a second", run.requests(), run.perSecond());
      report.say("  alive in the heap: %.1f MiB before, %.1f MiB after", before, after);
      report.say(
          "  resident without the trees' pages: %.0f MiB at first, %.0f MiB at last, %s between",
          own.getFirst(), own.getLast(), all.with(0));
      report.say("  the trees' pages and the program's: %.0f MiB", resident.mappedMiB());
      report.say("  the longest answer took %.1f ms", run.latencies().most() / 1e3);
      report.keep(
          "memory",
          new ObjectBuilder()
              .put("requests", run.requests())
              .put("liveKiBBefore", Math.round(before * 1024))
              .put("liveKiBAfter", Math.round(after * 1024))
              .put("residentMiBFirst", Math.round(own.getFirst()))
              .put("residentMiBLast", Math.round(own.getLast()))
              .put("residentMiB", all.toJson(1))
              .put("mappedMiB", Math.round(resident.mappedMiB()))
              .put("mostMicros", run.latencies().most()));
    }
  }

  /** Looks at the service's memory once a second, while it is asked. */
  Wrk.Run whileLoaded(ServiceProcess service, Wrk.Load load, List<Double> own)
      throws IOException, InterruptedException {
    try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Wrk.Run> run = other.submit(() -> wrk.run(service.proofs(), load));
      do {
        own.add(service.memory().ownMiB());
        TimeUnit.SECONDS.sleep(1);
        report.progress(own.size() / (double) load.seconds(), "memory under full load");
      } while (!run.isDone());
      return run.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the load failed", e);
    }
  }
}
