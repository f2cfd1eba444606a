package dev.solvent.server.bench.soak;

import dev.solvent.server.publish.Office;
import dev.solvent.server.publish.Outcome;
import dev.solvent.server.publish.Publisher;
import dev.solvent.server.publish.Publisher.Plan;
import dev.solvent.server.store.Store;
import dev.solvent.server.store.jdbc.JdbcStore;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Publishes one epoch after the other until it is killed: {@code FOLDER NODE SEED}. */
final class SoakChild {
  static final String PUBLISHED = "published ";

  private SoakChild() {}

  public static void main(String[] arguments) throws Exception {
    SoakExchange exchange = new SoakExchange(Path.of(arguments[0]), URI.create(arguments[1]));
    SoakFaults faults = new SoakFaults(Long.parseLong(arguments[2]));
    try (Store store = JdbcStore.open(exchange.data().database())) {
      while (true) {
        Plan plan = faults.happens(0.1) ? Plan.WHOLE.restarting() : Plan.WHOLE;
        say(once(exchange.office(store, faults, new Quiet()), plan));
      }
    }
  }

  private static String once(Office office, Plan plan) throws InterruptedException {
    try {
      return switch (new Publisher(office).run(plan)) {
        case Outcome.Published(var epoch, var report) -> PUBLISHED + epoch;
        case Outcome.Halted(var epoch, var reached) -> "halted at " + reached;
        case Outcome.Stuck(var epoch, var reached, var why, var remedy, boolean person) ->
            (person ? "stopped: " : "waits: ") + why;
        case Outcome.Refused(var why, var remedy, var epoch) -> "refused: " + why;
      };
    } catch (IOException e) {
      return "failed: " + e.getMessage();
    }
  }

  private static void say(String line) throws InterruptedException {
    byte[] bytes = (line.replace('\n', ' ') + "\n").getBytes(StandardCharsets.UTF_8);
    System.out.write(bytes, 0, bytes.length);
    System.out.flush();
    if (!line.startsWith(PUBLISHED)) {
      Thread.sleep(50);
    }
  }

  private static final class Quiet implements Office.Progress {
    @Override
    public void at(State state) {}

    @Override
    public void show(double fraction, String what) {}

    @Override
    public void tell(String line) {}
  }
}
