package dev.solvent.server.bench;

import dev.solvent.attest.json.ObjectBuilder;
import java.io.IOException;
import java.net.URI;

/**
 * Proofs beside constant bytes of the same length, with and without a line of log for each request:
 * two services that are there at the same time, and are asked by turns. One thread.
 */
final class ProofLoad {
  /** So few that the service has time: each connection waits before it asks again. */
  private static final int GENTLE_WAIT = 20;

  private final BenchReport report;
  private final Wrk wrk;
  private final Wrk.Load full;
  private final Wrk.Load gentle;
  private final int rounds;

  ProofLoad(BenchReport report, Wrk wrk, ServeBench.Plan plan) {
    this.report = report;
    this.wrk = wrk;
    full = plan.full();
    gentle = new Wrk.Load(full.connections(), full.seconds(), GENTLE_WAIT);
    rounds = plan.rounds();
  }

  /** One service, asked for both. */
  private final class Both {
    private final ServiceProcess service;
    private final int answerBytes;
    private final URI constant;
    private final Measured.Series proofs = new Measured.Series();
    private final Measured.Series bytes = new Measured.Series();

    Both(ServiceProcess service, int answerBytes) {
      this.service = service;
      this.answerBytes = answerBytes;
      constant = service.constant(answerBytes);
    }

    void round(int number) throws IOException, InterruptedException {
      boolean proofsFirst = number % 2 == 0;
      if (proofsFirst) {
        proofs(number);
      }
      Measured one = Measured.of(wrk, service, constant, full);
      if (number >= 0) {
        bytes.add(one);
      }
      if (!proofsFirst) {
        proofs(number);
      }
    }

    private void proofs(int number) throws IOException, InterruptedException {
      Measured one = Measured.of(wrk, service, service.proofs(), full);
      if (one.run().bytesEach() < answerBytes) {
        throw new IllegalStateException(
            one.run().bytesEach() + " bytes an answer, want " + answerBytes + " and its head");
      }
      if (number >= 0) {
        proofs.add(one);
      }
    }

    void tell(String what, String name) {
      Medians ratio = proofs.ratio(bytes, Measured::perSecond);
      Medians work = bytes.ratio(proofs, Measured::processorMicros);
      report.say("  %s", what);
      report.say("    %s proofs a second", proofs.perSecond().with(0));
      report.say("    %s constant answers a second", bytes.perSecond().with(0));
      report.say("    %s times as many proofs as constant answers", ratio.with(2));
      report.say(
          "    %s µs of the server's processors a proof, %s a constant answer: %s times",
          proofs.processorMicros().with(1), bytes.processorMicros().with(1), work.with(2));
      report.say("    latency of proofs: %s", proofs.latencies());
      report.say("    of constant bytes: %s", bytes.latencies());
      report.keep(
          name,
          new ObjectBuilder()
              .put("proofs", proofs.toJson().build())
              .put("constant", bytes.toJson().build())
              .put("ratioPerMille", ratio.toJson(1e3)));
    }
  }

  void run(ServiceProcess quiet, ServiceProcess logging, int answerBytes)
      throws IOException, InterruptedException {
    Both withoutLog = new Both(quiet, answerBytes);
    Both withLog = new Both(logging, answerBytes);
    Measured.Series gently = new Measured.Series();
    for (int round = -1; round < rounds; round++) { // the first is for the compiler
      withoutLog.round(round);
      withLog.round(round);
      Measured one = Measured.of(wrk, quiet, quiet.proofs(), gentle);
      if (round >= 0) {
        gently.add(one);
      }
      report.progress((round + 2.0) / (rounds + 1), "proofs and constant bytes by turns");
    }
    report.say("");
    report.say(
        "proofs     answers of %,d bytes, %d connections; wrk has the same processors",
        answerBytes, full.connections());
    withoutLog.tell("without a log line a request", "withoutRequestLog");
    withLog.tell("with one", "withRequestLog");
    report.say(
        "  proofs with time between, %,.0f a second: %s",
        gently.perSecond().median(), gently.latencies());
    report.keep("gentle", gently.toJson());
  }
}
