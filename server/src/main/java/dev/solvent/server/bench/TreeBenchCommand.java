package dev.solvent.server.bench;

import dev.solvent.attest.program.TemporaryFolder;
import dev.solvent.attest.program.UserError;
import dev.solvent.server.cli.Failures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code solvent bench tree}. */
@Command(
    name = "tree",
    description = {
      "Measures building, proving and checking against bare SHA-256 loops of the same run.",
      "As it stands it takes some minutes and 5 GB of disk; --large another ten minutes and 25 GB."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  solvent bench tree",
      "  solvent bench tree --height 20 --accounts 1000000 --runs 3     a quick look",
      "  solvent bench tree --large                                     100 million accounts too"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the spec
final class TreeBenchCommand implements Callable<Integer> {
  @Option(
      names = "--height",
      defaultValue = "24",
      paramLabel = "N",
      description = "The tree that is built in memory has 2^N leaves (default: 24).")
  private int height;

  @Option(
      names = "--accounts",
      defaultValue = "10000000",
      paramLabel = "N",
      description = "The book that is built to disk, with three assets (default: 10000000).")
  private int accounts;

  @Option(
      names = "--runs",
      defaultValue = "3",
      paramLabel = "N",
      description = "How often each thing is measured (default: 3).")
  private int runs;

  @Option(names = "--large", description = "Also 100 million accounts in one asset.")
  private boolean large;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where books and trees are put for the time being (default: the system's).")
  private @Nullable Path dir;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (height < 10 || height > 24 || accounts < 1000 || runs < 1) {
      throw new UserError(
          String.format(Locale.ROOT, "height %d, accounts %d, runs %d", height, accounts, runs),
          "want a height of 10 to 24, at least 1000 accounts and 1 run");
    }
    try (TemporaryFolder temporary =
        dir == null
            ? TemporaryFolder.create("solvent-bench")
            : TemporaryFolder.createIn(dir, "solvent-bench")) {
      TreeBench bench = new TreeBench(spec.commandLine().getOut(), temporary.path(), runs);
      bench.machine();
      bench.checking(27); // first, as in a verifier: what the compiler saw before changes it
      bench.checking(20); // as other trees are measured
      bench.inMemory(height);
      bench.fromBook(accounts, 3);
      bench.growth(Math.min(accounts, 10_000_000));
      if (large) {
        bench.fromBook(100_000_000, 1);
      }
    }
    return Failures.OK;
  }
}
