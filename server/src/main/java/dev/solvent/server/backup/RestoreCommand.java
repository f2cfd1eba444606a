package dev.solvent.server.backup;

import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.program.ProgressLine;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.cli.ResultCommand;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code solvent restore}. */
@Command(
    name = "restore",
    description = {
      "Makes the operator's folder anew of a backup, if every file is as it was written.",
      "The log does not go on by itself afterwards: what it signed since the backup is not known here."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 done, 1 refused (the backup is damaged), 2 wrong input or usage.",
      "",
      "Example:",
      "  solvent restore /mnt/backup/2026-09-02 --to data"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
public final class RestoreCommand extends ResultCommand {
  @Parameters(paramLabel = "BACKUP", description = "The folder that solvent backup made.")
  private Path backup;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FOLDER",
      description = "The operator's folder to make: missing or empty.")
  private Path target;

  @Override
  public Integer call() throws IOException {
    ProgressLine progress = new ProgressLine(err());
    BackupManifest manifest;
    try {
      manifest =
          Restore.run(backup, target, (done, of, path) -> progress.show((double) done / of, path));
    } finally {
      progress.done();
    }
    if (json()) {
      print(
          new ObjectBuilder()
              .put("bytes", manifest.bytes())
              .put("created", manifest.created().toString())
              .put("files", manifest.files().size())
              .put("public", manifest.publicFiles())
              .put("trees", manifest.trees())
              .build());
    } else {
      out().println(target + ": as it was at " + manifest.created());
    }
    tellWhatIsLeft(manifest);
    return Failures.OK;
  }

  private void tellWhatIsLeft(BackupManifest manifest) {
    err().println("the log takes nothing until solvent log-resume has asked its witnesses");
    if (manifest.files().stream()
        .anyMatch(file -> file.path().startsWith(Backup.OWNERSHIP + "/"))) {
      err().println("move " + target.resolve(Backup.OWNERSHIP) + " to where the settings have it");
    }
    if (!manifest.trees()) {
      err().println("the backup is without trees: customers get no proofs of its epochs");
    }
    if (!manifest.publicFiles()) {
      err().println("the backup is without public/: copy it from where it is served");
    }
  }
}
