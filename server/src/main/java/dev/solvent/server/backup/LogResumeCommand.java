package dev.solvent.server.backup;

import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.server.backup.LogPlaces.Place;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.cli.ResultCommand;
import dev.solvent.server.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code solvent log-resume}. */
@Command(
    name = "log-resume",
    description = {
      "Goes on with the log after a restore, from the newest checkpoint that was published.",
      "Every witness of the floor has to cosign that checkpoint anew: one that has seen a larger log"
          + " cannot. Be sure that no other machine goes on with the same log."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 done, 1 refused (a witness does not confirm, or the files are not the log's),",
      "  2 wrong input or usage.",
      "",
      "Example:",
      "  solvent log-resume --config solvent.yaml --published public/log"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
public final class LogResumeCommand extends ResultCommand {
  private final LogPlaces places;
  private final InstantSource clock;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The settings: solvent.yaml.")
  private Path config;

  @Option(
      names = "--published",
      required = true,
      paramLabel = "FOLDER",
      description = "A copy of log/ as it was published last: its checkpoint and tiles.")
  private Path published;

  public LogResumeCommand(LogPlaces places, InstantSource clock) {
    this.places = places;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    Timestamp now = new Timestamp(clock.instant().truncatedTo(ChronoUnit.SECONDS));
    Place place = places.open(config);
    SignedCheckpoint newest;
    try (Store _ = place.store()) {
      newest = LogResume.run(place.log(), published, now);
    }
    long size = newest.checkpoint().size();
    if (json()) {
      print(new ObjectBuilder().put("size", size).build());
    } else {
      out().println("the log goes on from size " + size + "; every witness cosigned it anew");
    }
    return Failures.OK;
  }
}
