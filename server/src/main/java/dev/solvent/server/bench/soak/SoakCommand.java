package dev.solvent.server.bench.soak;

import dev.solvent.attest.log.store.LogRefusedException;
import dev.solvent.attest.program.Refused;
import dev.solvent.attest.program.TemporaryFolder;
import dev.solvent.attest.program.UserError;
import dev.solvent.server.bench.soak.SoakRun.Result;
import dev.solvent.server.cli.Failures;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code solvent bench soak}. */
@Command(
    name = "soak",
    description = {
      "Kills a publisher again and again at random moments, while its surroundings fail, and looks"
          + " after each kill at all that is public.",
      "It uses a chain, keys and a folder of its own. It ends with 1 where a promise was broken."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  solvent bench soak --minutes 3",
      "  solvent bench soak --minutes 600 --seed 7     overnight, and the same faults again"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the spec
public final class SoakCommand implements Callable<Integer> {
  @Option(
      names = "--minutes",
      defaultValue = "3",
      paramLabel = "N",
      description = "How long (default: ${DEFAULT-VALUE}).")
  private int minutes;

  @Option(names = "--seed", paramLabel = "N", description = "Of the faults (default: by chance).")
  private @Nullable Long seed;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where its folder is put for the time being (default: the system's).")
  private @Nullable Path dir;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException, LogRefusedException {
    if (minutes < 1) {
      throw new UserError("--minutes " + minutes, "want at least 1");
    }
    long drawn = seed == null ? new Random().nextLong() : seed;
    Random random = new Random(drawn);
    spec.commandLine().getOut().println("seed " + drawn);
    Instant end = Instant.now().plus(Duration.ofMinutes(minutes));
    while (Instant.now().isBefore(end)) {
      try (TemporaryFolder temporary =
          dir == null
              ? TemporaryFolder.create("solvent-soak")
              : TemporaryFolder.createIn(dir, "solvent-soak")) {
        tell(new SoakRun(temporary.path(), random).run(end), drawn);
      }
    }
    return Failures.OK;
  }

  private void tell(Result result, long drawn) {
    var out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%d epochs published, %d publishers killed, %d files damaged%n",
        result.epochs(),
        result.kills(),
        result.damages());
    result.said().forEach((line, times) -> out.printf(Locale.ROOT, "%6d  %s%n", times, line));
    result.broken().forEach(out::println);
    if (!result.broken().isEmpty()) {
      throw new Refused(
          "a promise was broken, with seed " + drawn, List.of(), "this is a bug: report it");
    }
    out.println("no promise was broken");
    out.flush();
  }
}
