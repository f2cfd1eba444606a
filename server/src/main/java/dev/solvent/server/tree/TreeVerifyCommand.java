package dev.solvent.server.tree;

import dev.solvent.attest.program.ProgressLine;
import dev.solvent.merkle.tree.TreeFolder;
import dev.solvent.merkle.tree.TreeVerifier;
import dev.solvent.server.cli.Failures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code solvent tree verify}. */
@Command(
    name = "verify",
    description = "Derives every node of a folder of trees again and compares it with the files.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 every node is right, 1 some are not, 2 not a whole tree or usage.",
      "",
      "Example:",
      "  solvent tree verify trees"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
final class TreeVerifyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "The folder that tree build made.")
  private Path tree;

  @Option(
      names = "--threads",
      defaultValue = "0",
      paramLabel = "N",
      description = "How many work at once (default: as many as there are processors).")
  private int threads;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    int workers = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
    boolean good = true;
    try (LiabilityFolder folder = LiabilityFolder.open(tree)) {
      for (TreeFolder each : folder.trees()) {
        Path path = tree.resolve(each.header().asset().ticker().text());
        AtomicLong leaves = new AtomicLong();
        double all = Math.scalb(1.0, each.header().commitment().height());
        List<String> found =
            TreeVerifier.verify(
                each,
                workers,
                more -> progress.show(leaves.addAndGet(more) / all, "verifying " + path));
        progress.done();
        if (found.isEmpty()) {
          out.printf(Locale.ROOT, "VERIFIED %s: %,d leaves, every node%n", path, leaves.get());
        }
        found.forEach(difference -> out.println("FAILED " + path + "/" + difference));
        good &= found.isEmpty();
      }
    }
    return good ? Failures.OK : Failures.FAILED;
  }
}
