package dev.solvent.server.bench;

import dev.solvent.attest.program.ProgressLine;
import dev.solvent.attest.program.TemporaryFolder;
import dev.solvent.attest.program.UserError;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.cli.ResultCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code solvent bench serve}. */
@Command(
    name = "serve",
    description = {
      "Measures the public service under load, against the same server that answers with constant"
          + " bytes.",
      "It needs Linux and wrk, and 1 GB of disk for each 10 million accounts. Everything is on this"
          + " machine's loopback; load and service share its processors."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  solvent bench serve --minutes 10                                        twenty minutes",
      "  solvent bench serve --accounts 100000 --rounds 3 --seconds 2            a quick look",
      "  solvent bench serve --only slow,streams --json"
    })
final class ServeBenchCommand extends ResultCommand {
  @Option(
      names = "--accounts",
      defaultValue = "10000000",
      paramLabel = "N",
      description = "How many customers the one tree has (default: ${DEFAULT-VALUE}).")
  private int accounts;

  @Option(
      names = "--rounds",
      defaultValue = "7",
      paramLabel = "N",
      description = "How often each load is measured (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      paramLabel = "N",
      description = "How long each time (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--connections",
      defaultValue = "64",
      paramLabel = "N",
      description = "How many ask at once (default: ${DEFAULT-VALUE}).")
  private int connections;

  @Option(
      names = "--minutes",
      defaultValue = "1",
      paramLabel = "N",
      description = "How long memory is watched under full load (default: ${DEFAULT-VALUE}).")
  private int minutes;

  @Option(
      names = "--streams",
      defaultValue = "1000",
      paramLabel = "N",
      description = "How many follow the event stream (default: ${DEFAULT-VALUE}).")
  private int streams;

  @Option(
      names = "--slow",
      defaultValue = "200",
      paramLabel = "N",
      description = "How many take a second for each byte (default: ${DEFAULT-VALUE}).")
  private int slow;

  @Option(
      names = "--only",
      paramLabel = "PART",
      split = ",",
      description = "Of ${COMPLETION-CANDIDATES}: nothing else (default: all).")
  private Set<ServeBench.Part> only = EnumSet.allOf(ServeBench.Part.class);

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where the tree is put for the time being (default: the system's).")
  private @Nullable Path dir;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!Files.isReadable(Path.of("/proc/self/status"))) {
      throw new UserError("no /proc here, want Linux", "memory is read there");
    }
    ServeBench.Plan plan = plan();
    Wrk.find(); // before a tree is built for nothing
    ProgressLine progress = new ProgressLine(err());
    BenchReport report = new BenchReport(json() ? err() : out(), progress);
    try (TemporaryFolder temporary =
        dir == null
            ? TemporaryFolder.create("solvent-bench")
            : TemporaryFolder.createIn(dir, "solvent-bench")) {
      try (BenchExchange exchange = BenchExchange.make(temporary.path(), accounts, progress)) {
        new ServeBench(report, exchange, temporary.path(), plan).run(new TreeSet<>(only));
      }
    }
    if (json()) {
      print(report.toJson());
    }
    return Failures.OK;
  }

  private ServeBench.Plan plan() {
    try {
      return new ServeBench.Plan(accounts, rounds, seconds, connections, minutes, streams, slow);
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), "solvent bench serve --help");
    }
  }
}
