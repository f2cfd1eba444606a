package dev.solvent.server.operate;

import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.report.Coverage;
import dev.solvent.attest.report.Report;
import dev.solvent.merkle.Epoch;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.cli.ResultCommand;
import dev.solvent.server.publish.Outcome;
import dev.solvent.server.publish.Publisher;
import dev.solvent.server.publish.Publisher.Plan;
import dev.solvent.server.store.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the commands share that take an epoch on. */
@SuppressWarnings("NullAway.Init") // picocli sets the required options
abstract class EpochCommand extends ResultCommand {
  static final String EXIT_CODES =
      "Exit codes: 0 done, 1 not done (status says why), 2 wrong input or usage; of an epoch that is"
          + " published 3 STALE, 4 SHORT.";

  @Option(
      names = "--config",
      defaultValue = "solvent.yaml",
      paramLabel = "FILE",
      description = "The settings (default: ${DEFAULT-VALUE}).")
  private Path config;

  @Option(
      names = "--restart",
      description = "Begin an epoch that is under way anew, where it is not in the log yet.")
  private boolean restart;

  @Option(names = "--quiet", description = "Show no progress.")
  private boolean quiet;

  abstract Plan plan(OpenExchange exchange) throws IOException;

  @Override
  public final Integer call() throws IOException, InterruptedException {
    Telling telling = new Telling(err(), quiet);
    try (OpenExchange exchange = OpenExchange.open(config)) {
      Plan plan = plan(exchange);
      Outcome outcome =
          new Publisher(exchange.office(telling)).run(restart ? plan.restarting() : plan);
      telling.done();
      return tell(outcome);
    } finally {
      telling.done();
    }
  }

  private int tell(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Published(Epoch epoch, Report report) -> published(epoch, report);
      case Outcome.Halted(Epoch epoch, Step reached) -> {
        if (json()) {
          print(json("halted", epoch, reached).build());
        } else {
          out().println("epoch " + epoch + ": " + words(reached) + ", as far as it was to go");
        }
        yield Failures.OK;
      }
      case Outcome.Stuck(Epoch epoch, Step reached, var why, var remedy, boolean person) -> {
        if (json()) {
          print(
              json(person ? "person" : "waits", epoch, reached)
                  .put("remedy", remedy)
                  .put("why", why)
                  .build());
        } else {
          err().println("epoch " + epoch + " " + (person ? "stopped" : "waits") + ": " + why);
          err().println("hint: " + remedy);
        }
        yield Failures.FAILED;
      }
      case Outcome.Refused(var why, var remedy, Optional<Epoch> epoch) -> {
        if (json()) {
          ObjectBuilder json =
              new ObjectBuilder().put("outcome", "refused").put("remedy", remedy).put("why", why);
          epoch.ifPresent(number -> json.put("epoch", number.number()));
          print(json.build());
        } else {
          err().println("REFUSED " + why);
          err().println("hint: " + remedy);
        }
        yield Failures.FAILED;
      }
    };
  }

  private int published(Epoch epoch, Report report) {
    if (json()) {
      print(
          json("published", epoch, Step.PUBLISHED).put("verdict", report.verdict().name()).build());
      return report.verdict().exitCode();
    }
    out().println("epoch " + epoch + " is published: " + report.verdict());
    for (Coverage coverage : report.coverage()) {
      out()
          .printf(
              Locale.ROOT,
              "  %-8s reserves that are shown to be owned cover %.2f %% of what is owed%n",
              coverage.asset().ticker(),
              coverage.basisPoints() / 100.0);
    }
    return report.verdict().exitCode();
  }

  private static ObjectBuilder json(String outcome, Epoch epoch, Step reached) {
    return new ObjectBuilder()
        .put("epoch", epoch.number())
        .put("outcome", outcome)
        .put("reached", words(reached));
  }

  private static String words(Step step) {
    return step.name().toLowerCase(Locale.ROOT);
  }
}
