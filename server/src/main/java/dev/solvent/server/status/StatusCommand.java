package dev.solvent.server.status;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.report.Coverage;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.server.alert.AlertRules;
import dev.solvent.server.alert.AlertSettings;
import dev.solvent.server.alert.Attested;
import dev.solvent.server.alert.LastAnswers;
import dev.solvent.server.alert.Situation;
import dev.solvent.server.alert.SituationReader;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.cli.ResultCommand;
import dev.solvent.server.config.Configuration;
import dev.solvent.server.config.Party;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.fsck.DataOptions;
import dev.solvent.server.store.Alert;
import dev.solvent.server.store.EpochRecord;
import dev.solvent.server.store.Store;
import dev.solvent.server.store.Trouble;
import dev.solvent.server.store.jdbc.JdbcStore;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code solvent status}. */
@Command(
    name = "status",
    description = {
      "Says in its first line whether a person is needed, and then how publishing stands.",
      "It only reads, and may be asked at any time, while a publisher is at work as well."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 nobody is needed, 1 a person is, 2 usage.",
      "",
      "Examples:",
      "  solvent status --config solvent.yaml",
      "  solvent status --config solvent.yaml --json",
      "  solvent status --data /srv/copy-of-data",
      "  solvent status --config solvent.yaml > /dev/null || page-somebody"
    })
public final class StatusCommand extends ResultCommand {
  @Mixin private DataOptions options = new DataOptions();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many of the newest epochs (default: 5).")
  private int most;

  private final InstantSource clock;

  /** As the program has it. */
  public StatusCommand() {
    this(InstantSource.system());
  }

  StatusCommand(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    Optional<Configuration> configuration = options.configuration();
    DataFolder data = options.data(configuration);
    Optional<JdbcStore> database = options.store(configuration);
    if (database.isEmpty()) {
      return show(configuration, data, Optional.empty());
    }
    try (Store store = database.get()) {
      return show(configuration, data, Optional.of(store));
    }
  }

  private int show(Optional<Configuration> configuration, DataFolder data, Optional<Store> store)
      throws IOException {
    Timestamp now = new Timestamp(clock.instant().truncatedTo(ChronoUnit.SECONDS));
    SituationReader reader =
        new SituationReader(
            data,
            store,
            configuration.map(read -> read.publishing().floor()),
            configuration
                .map(read -> read.publishing().authorities().stream().map(Party::name).toList())
                .orElse(List.of()),
            AlertSettings.USUAL);
    Situation situation = reader.read(now, LastAnswers.NONE);
    List<Alert> alerts = since(AlertRules.standing(situation, AlertSettings.USUAL), store);
    Standing standing = Standing.of(situation, alerts);
    if (json()) {
      print(json(standing, situation, alerts));
    } else {
      printForPeople(standing, situation, alerts);
    }
    return standing.needsPerson() ? Failures.FAILED : Failures.OK;
  }

  /** Since when each stands, where the service has noted it. */
  private static List<Alert> since(List<Alert> alerts, Optional<Store> store) throws IOException {
    Map<String, Timestamp> noted = new HashMap<>();
    if (store.isPresent()) {
      for (Alert alert : store.get().alerts().standing()) {
        noted.put(alert.kind() + " " + alert.subject(), alert.since());
      }
    }
    return alerts.stream()
        .map(alert ->
            new Alert(
                alert.kind(),
                alert.subject(),
                alert.sentence(),
                noted.getOrDefault(alert.kind() + " " + alert.subject(), alert.since())))
        .toList();
  }

  private void printForPeople(Standing standing, Situation situation, List<Alert> alerts) {
    out().println(standing.line());
    situation.epochs().stream().limit(most).forEach(this::printEpoch);
    if (situation.epochs().isEmpty()) {
      situation
          .published()
          .ifPresent(
              of -> out().println("  epoch " + of.epoch() + "  published, as of " + of.asOf()));
    }
    for (Alert alert : alerts) {
      out()
          .println("  alert " + alert.kind() + " since " + alert.since() + ": " + alert.sentence());
    }
    for (Coverage coverage : situation.published().map(Attested::coverage).orElse(List.of())) {
      out()
          .println(
              "  coverage "
                  + coverage.asset().ticker()
                  + " "
                  + Coverage.percent(coverage.basisPoints()));
    }
    situation
        .solvency()
        .ifPresent(figures -> out().println("  solvency report " + figures.sentence()));
  }

  private void printEpoch(EpochRecord epoch) {
    out()
        .println(
            "  epoch "
                + epoch.epoch()
                + "  "
                + AlertRules.name(epoch.reached())
                + " since "
                + epoch.since()
                + ", as of "
                + epoch.asOf());
    epoch
        .trouble()
        .ifPresent(trouble -> {
          out()
              .println(
                  "    "
                      + trouble.sentence()
                      + "; tried "
                      + trouble.tries()
                      + " times, last "
                      + trouble.last());
          out().println("    " + trouble.remedy());
        });
  }

  private JsonObject json(Standing standing, Situation situation, List<Alert> alerts) {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("alerts", alerts, StatusCommand::toJson)
            .put("epochs", situation.epochs().stream().limit(most).toList(), StatusCommand::toJson)
            .put("line", standing.line())
            .put("needsPerson", standing.needsPerson())
            .put("now", situation.now().toString());
    situation.published().ifPresent(attested -> json.put("published", toJson(attested)));
    situation.solvency().ifPresent(figures -> json.put("solvency", figures.toJson().build()));
    return json.build();
  }

  private static JsonObject toJson(Alert alert) {
    return new ObjectBuilder()
        .put("kind", alert.kind().name())
        .put("sentence", alert.sentence())
        .put("since", alert.since().toString())
        .put("subject", alert.subject())
        .build();
  }

  private static JsonObject toJson(EpochRecord epoch) {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("asOf", epoch.asOf().toString())
            .put("epoch", epoch.epoch().number())
            .put("since", epoch.since().toString())
            .put("step", AlertRules.name(epoch.reached()));
    epoch.trouble().ifPresent(trouble -> json.put("trouble", toJson(trouble)));
    return json.build();
  }

  private static JsonObject toJson(Trouble trouble) {
    return new ObjectBuilder()
        .put("last", trouble.last().toString())
        .put("needsPerson", trouble.needsPerson())
        .put("remedy", trouble.remedy())
        .put("sentence", trouble.sentence())
        .put("tries", trouble.tries())
        .build();
  }

  private static JsonObject toJson(Attested attested) {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("asOf", attested.asOf().toString())
            .put("coverage", attested.coverage(), StatusCommand::toJson)
            .put("epoch", attested.epoch().number())
            .put("nextDueBy", attested.nextDueBy().toString());
    attested.verdict().ifPresent(verdict -> json.put("verdict", verdict.name()));
    return json.build();
  }

  private static JsonObject toJson(Coverage coverage) {
    return new ObjectBuilder()
        .put("asset", coverage.asset().ticker().text())
        .put("basisPoints", coverage.basisPoints())
        .put("counted", coverage.counted().toString())
        .put("decimals", coverage.asset().decimals())
        .put("liabilities", coverage.liabilities().toString())
        .build();
  }
}
