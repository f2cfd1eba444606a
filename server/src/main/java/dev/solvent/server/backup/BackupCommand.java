package dev.solvent.server.backup;

import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.program.ProgressLine;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.server.backup.BackupPlaces.Place;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.cli.ResultCommand;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code solvent backup}. */
@Command(
    name = "backup",
    description = {
      "Copies everything that the program wrote into a new folder, while it runs.",
      "It holds every balance and customers' names: keep it encrypted. Keys and settings are not in"
          + " it, nor what the log signed last."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 done, 2 wrong input or usage.",
      "",
      "Examples:",
      "  solvent backup --config solvent.yaml --to /mnt/backup/2026-09-02",
      "  solvent backup --config solvent.yaml --to /mnt/backup/small --without-trees --without-public"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
public final class BackupCommand extends ResultCommand {
  private final BackupPlaces places;
  private final InstantSource clock;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The settings: solvent.yaml.")
  private Path config;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FOLDER",
      description = "The folder to make; it is there whole or not at all.")
  private Path target;

  @Option(
      names = "--without-trees",
      description =
          "Leave out the epochs' trees. Customers get proofs of restored epochs only where the trees"
              + " are kept elsewhere.")
  private boolean withoutTrees;

  @Option(
      names = "--without-public",
      description = "Leave out what is public, where another copy of it is kept.")
  private boolean withoutPublic;

  public BackupCommand(BackupPlaces places, InstantSource clock) {
    this.places = places;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    Timestamp now = new Timestamp(clock.instant().truncatedTo(ChronoUnit.SECONDS));
    ProgressLine progress = new ProgressLine(err());
    Place place = places.open(config);
    BackupManifest manifest;
    try (var _ = place.store()) {
      manifest =
          new Backup(place.data(), place.store(), place.ownership())
              .write(
                  target,
                  new Backup.Choice(!withoutPublic, !withoutTrees),
                  now,
                  (done, of, path) -> progress.show((double) done / of, path));
    } catch (FileAlreadyExistsException e) {
      throw new UserError(target + " is there already, want none", "name a new folder");
    } finally {
      progress.done();
    }
    if (json()) {
      print(
          new ObjectBuilder()
              .put("bytes", manifest.bytes())
              .put("created", now.toString())
              .put("files", manifest.files().size())
              .build());
    } else {
      out()
          .println(
              target + ": " + manifest.files().size() + " files, " + manifest.bytes() + " bytes");
    }
    return Failures.OK;
  }
}
