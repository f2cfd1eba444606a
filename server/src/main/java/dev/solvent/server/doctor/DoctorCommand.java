package dev.solvent.server.doctor;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.log.WitnessPolicy;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.published.Pointer;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.cli.ResultCommand;
import dev.solvent.server.config.Configuration;
import dev.solvent.server.config.Party;
import dev.solvent.server.config.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code solvent doctor}. */
@Command(
    name = "doctor",
    description = {
      "Looks whether everything that the next epoch takes is in its place, and says what to do.",
      "It changes nothing and asks others for nothing but whether they are there."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 nothing says FAIL, 1 something does, 2 usage.",
      "",
      "Examples:",
      "  solvent doctor --config solvent.yaml",
      "  solvent doctor --config solvent.yaml --deadline 10s --json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
public final class DoctorCommand extends ResultCommand {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The settings: solvent.yaml.")
  private Path config;

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      defaultValue = "40s",
      converter = Times.class,
      description =
          "What is not known within this time fails; all are asked at once (default: 40s).")
  private Duration deadline = Duration.ZERO;

  private final InstantSource clock;

  /** As the program has it. */
  public DoctorCommand() {
    this(InstantSource.system());
  }

  DoctorCommand(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Line> lines = examine();
    boolean good = lines.stream().noneMatch(line -> line.level() == Line.Level.FAIL);
    if (json()) {
      print(new ObjectBuilder().put("good", good).put("lines", lines, Line::toJson).build());
    } else {
      for (Line line : lines) {
        out().println(line);
        if (!line.remedy().isEmpty()) {
          out().println("      " + line.remedy());
        }
      }
    }
    return good ? Failures.OK : Failures.FAILED;
  }

  private List<Line> examine() throws IOException, InterruptedException {
    List<Line> lines = new ArrayList<>();
    Configuration configuration;
    try {
      configuration = Configuration.readWhole(config, System::getenv);
    } catch (UserError e) {
      lines.add(Line.fail("settings", String.valueOf(e.getMessage()), e.hint()));
      e.details().forEach(detail -> lines.add(Line.fail("settings", detail.strip(), "")));
      return lines;
    }
    lines.add(Line.ok("settings", config + " says all that publishing takes"));
    Timestamp now = new Timestamp(clock.instant().truncatedTo(ChronoUnit.SECONDS));
    Premises premises = new Premises(configuration, now);
    Clocks clocks = new Clocks();
    lines.addAll(Ward.examine(examinations(premises, clocks), deadline));
    lines.add(clocks.line(now, published(premises)));
    return lines;
  }

  private List<Examination> examinations(Premises premises, Clocks clocks) {
    List<Examination> all = new ArrayList<>();
    all.add(new KeysExamination(premises));
    all.add(new SecretsExamination(premises));
    all.add(new DiskExamination(premises));
    all.add(new DatabaseExamination(premises));
    all.add(new LogExamination(premises));
    premises
        .configuration()
        .readers()
        .values()
        .forEach(reader -> all.add(new ChainExamination(premises, reader)));
    WitnessPolicy floor = premises.publishing().floor();
    Map<String, String> witnesses = new LinkedHashMap<>();
    floor.witnesses().forEach(one -> one.url().ifPresent(url -> witnesses.put(one.name(), url)));
    Duration patience = deadline.dividedBy(2);
    all.add(
        new PartiesExamination(
            "witness", witnesses, up -> Floor.isMetBy(floor, up), clock, clocks, patience));
    all.add(
        new PartiesExamination(
            "time authority",
            addresses(premises.publishing().authorities()),
            up -> up.size() >= premises.publishing().tokens(),
            clock,
            clocks,
            patience));
    all.add(
        new PartiesExamination(
            "observer",
            addresses(premises.publishing().observers()),
            _ -> true,
            clock,
            clocks,
            patience));
    all.add(new OwnershipExamination(premises));
    premises
        .publishing()
        .solvency()
        .ifPresent(settings -> all.add(new SolvencyExamination(premises, settings)));
    all.add(new DueExamination(premises));
    return all;
  }

  private static Map<String, String> addresses(List<Party> parties) {
    return parties.stream()
        .collect(
            Collectors.toMap(
                Party::name, party -> party.url().toString(), (one, _) -> one, LinkedHashMap::new));
  }

  /** The moment of the newest statement; where it cannot be read, the log's line says so. */
  private static Optional<Timestamp> published(Premises premises) {
    try {
      Path pointer = premises.data().publicFolder().pointer();
      Optional<Pointer.Named> newest = Pointer.parse(Files.readAllBytes(pointer)).newest();
      if (newest.isEmpty()) {
        return Optional.empty();
      }
      byte[] envelope =
          Files.readAllBytes(premises.data().publicFolder().envelope(newest.get().epoch()));
      return Optional.of(Statement.parse(Envelope.parse(envelope).payload()).asOf());
    } catch (IOException | MalformedException e) {
      return Optional.empty();
    }
  }
}
