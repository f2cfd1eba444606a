package dev.solvent.server.bench;

import dev.solvent.attest.json.ObjectBuilder;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The measurements of the public service, each of services of its own. One thread. */
final class ServeBench {
  private static final int DIFFERENT_REQUESTS = 50_000;
  private static final int SIZED = 100;
  private static final int STARTS = 5;

  private final BenchReport report;
  private final BenchExchange exchange;
  private final Plan plan;
  private final Wrk wrk;
  private final Path data;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** What is measured, in this order. */
  enum Part {
    PROOFS,
    MEMORY,
    SLOW,
    STREAMS,
    START
  }

  /** How much of each. */
  record Plan(
      int accounts, int rounds, int seconds, int connections, int minutes, int streams, int slow) {
    Plan {
      if (accounts < 1_000 || accounts > 100_000_000) {
        throw new IllegalArgumentException(accounts + " accounts, want 1,000 to 100,000,000");
      }
      if (rounds < 1 || rounds > 100 || seconds < 1 || seconds > 600) {
        throw new IllegalArgumentException(
            rounds + " rounds of " + seconds + " s, want 1 to 100 of 1 to 600 s");
      }
      if (connections < 1 || connections > 400 || slow < 3 || slow > 400) {
        throw new IllegalArgumentException(
            connections + " connections, " + slow + " slow ones, want 1 to 400, 3 to 400");
      }
      if (streams < 1 || streams > 8_000 || minutes < 1 || minutes > 600) {
        throw new IllegalArgumentException(
            streams + " streams, " + minutes + " minutes, want 1 to 8,000, 1 to 600");
      }
    }

    /** As much as the service can take. */
    Wrk.Load full() {
      return new Wrk.Load(connections, seconds, 0);
    }
  }

  ServeBench(BenchReport report, BenchExchange exchange, Path folder, Plan plan)
      throws IOException {
    this.report = report;
    this.exchange = exchange;
    this.plan = plan;
    data = exchange.data().root();
    Path requests = exchange.writeRequests(folder.resolve("requests"), DIFFERENT_REQUESTS);
    wrk = Wrk.prepare(folder, requests);
  }

  void run(Set<Part> parts) throws IOException, InterruptedException {
    report.say("machine    %s", Machine.name());
    report.say("JDK        %s, a heap of at most %s", Runtime.version(), ServiceProcess.HEAP);
    report.say("tree       %,d accounts, one asset", plan.accounts());
    report.keep(
        "setting",
        new ObjectBuilder()
            .put("accounts", plan.accounts())
            .put("connections", plan.connections())
            .put("jdk", Runtime.version().toString())
            .put("machine", Machine.name())
            .put("minutes", plan.minutes())
            .put("rounds", plan.rounds())
            .put("seconds", plan.seconds())
            .put("slowClients", plan.slow()));
    for (Part part : parts) {
      switch (part) {
        case PROOFS -> proofs();
        case MEMORY -> new MemoryWatch(report, wrk, plan).run(data);
        case SLOW -> new Crowd(report, wrk, plan, exchange).slowClients();
        case STREAMS -> new Crowd(report, wrk, plan, exchange).streams();
        case START -> starts();
      }
    }
    http.close();
  }

  private void proofs() throws IOException, InterruptedException {
    try (ServiceProcess quiet = ServiceProcess.start(data, false);
        ServiceProcess logging = ServiceProcess.start(data, true)) {
      new ProofLoad(report, wrk, plan).run(quiet, logging, answerBytes(quiet));
    }
  }

  /** How long an answer with one proof is, on average. */
  private int answerBytes(ServiceProcess service) throws IOException, InterruptedException {
    long bytes = 0;
    for (int i = 0; i < SIZED; i++) {
      bytes += exchange.askForOne(service.proofs()).length;
    }
    return Math.toIntExact(bytes / SIZED);
  }

  /** From exec to the first 200 of {@code /readyz}. */
  private void starts() throws IOException, InterruptedException {
    double[] listening = new double[STARTS];
    double[] ready = new double[STARTS];
    for (int i = -1; i < STARTS; i++) { // the first is for the page cache
      long start = System.nanoTime();
      try (ServiceProcess service = ServiceProcess.serve(data)) {
        double listens = (System.nanoTime() - start) / 1e6;
        HttpRequest request = HttpRequest.newBuilder(service.url().resolve("/readyz")).build();
        while (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() != 200) {
          TimeUnit.MILLISECONDS.sleep(2);
        }
        if (i >= 0) {
          listening[i] = listens;
          ready[i] = (System.nanoTime() - start) / 1e6;
        }
      }
    }
    report.say("");
    report.say("start      solvent serve --read-only, as a process of its own");
    report.say("  %s ms until it listens", Medians.of(listening).with(0));
    report.say("  %s ms until /readyz says 200", Medians.of(ready).with(0));
    report.keep(
        "start",
        new ObjectBuilder()
            .put("listeningMillis", Medians.of(listening).toJson(1))
            .put("readyMillis", Medians.of(ready).toJson(1)));
  }
}
