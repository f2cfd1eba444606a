package dev.solvent.server.fsck;

import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.log.WitnessPolicy;
import dev.solvent.attest.log.store.LockStore;
import dev.solvent.attest.program.ProgressLine;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.cli.ResultCommand;
import dev.solvent.server.config.Configuration;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.store.jdbc.JdbcStore;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code solvent fsck}. */
@Command(
    name = "fsck",
    description = {
      "Derives everything on the disk again, and names each file that is not as it was written.",
      "It changes nothing. What is damaged comes back from a copy, never by hand."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 everything is as it was written, 1 something is not, 2 usage.",
      "",
      "Examples:",
      "  solvent fsck --config solvent.yaml",
      "  solvent fsck --config solvent.yaml --trees",
      "  solvent fsck --data /srv/copy-of-data --json"
    })
public final class FsckCommand extends ResultCommand {
  @Mixin private DataOptions options = new DataOptions();

  @Option(names = "--trees", description = "Every node of every tree that is kept, too.")
  private boolean trees;

  @Option(
      names = "--threads",
      defaultValue = "0",
      paramLabel = "N",
      description = "How many derive trees at once (default: as many as there are processors).")
  private int threads;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<Configuration> configuration = options.configuration();
    DataFolder data = options.data(configuration);
    Optional<WitnessPolicy> floor = configuration.map(read -> read.publishing().floor());
    ProgressLine progress = new ProgressLine(err());
    DiskCheck.Result result;
    Optional<JdbcStore> database = options.store(configuration);
    boolean withLock = database.isPresent();
    if (withLock) {
      try (JdbcStore store = database.get()) {
        Optional<LockStore> lock = origin(data).map(store::lock);
        result = DiskCheck.run(data, lock, floor, workers(), progress::show);
      }
    } else {
      result = DiskCheck.run(data, Optional.empty(), floor, workers(), progress::show);
    }
    progress.done();
    show(result, withLock);
    return result.damages().isEmpty() ? Failures.OK : Failures.FAILED;
  }

  private int workers() {
    if (!trees) {
      return 0;
    }
    return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
  }

  /** As the trust root has it; where that cannot be read, the check itself says so. */
  private static Optional<String> origin(DataFolder data) {
    try {
      return Optional.of(TrustFiles.read(data).newest().root().logOrigin());
    } catch (DamagedException e) {
      return Optional.empty();
    }
  }

  private void show(DiskCheck.Result result, boolean withLock) {
    if (json()) {
      print(
          new ObjectBuilder()
              .put("database", withLock)
              .put("damages", result.damages(), Damage::toJson)
              .put("epochs", result.epochs())
              .put("trees", result.trees())
              .build());
      return;
    }
    for (Damage damage : result.damages()) {
      out().println("FAILED " + damage);
      out().println("  " + damage.remedy());
    }
    if (!withLock) {
      out().println("no database here: the log was held against its own checkpoint alone");
    }
    out()
        .printf(
            Locale.ROOT,
            "%s: %,d epochs, %s, %,d damaged%n",
            result.damages().isEmpty() ? "VERIFIED" : "FAILED",
            result.epochs(),
            trees ? String.format(Locale.ROOT, "%,d trees", result.trees()) : "trees left out",
            result.damages().size());
  }
}
