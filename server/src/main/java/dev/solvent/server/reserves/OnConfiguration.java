package dev.solvent.server.reserves;

import dev.solvent.attest.program.Refused;
import dev.solvent.chain.reading.Fault;
import dev.solvent.chain.reading.UnreadableException;
import dev.solvent.server.cli.ResultCommand;
import dev.solvent.server.config.Configuration;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What all of these commands share. */
@SuppressWarnings("NullAway.Init") // picocli sets the required options
abstract class OnConfiguration extends ResultCommand {
  static final String EXIT_CODES =
      "Exit codes: 0 done, 1 refused (no quorum, unreadable, not signed, …), 2 wrong input or usage.";

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The settings: solvent.yaml.")
  private Path config;

  abstract int run(Configuration configuration)
      throws IOException, InterruptedException, UnreadableException;

  @Override
  public final Integer call() throws IOException, InterruptedException {
    try {
      return run(Configuration.read(config, System::getenv));
    } catch (UnreadableException e) {
      throw new Refused(
          e.summary(),
          e.faults().stream().map(Fault::toString).toList(),
          "mend or replace the nodes that are named");
    }
  }

  Path config() {
    return config;
  }
}
