package dev.solvent.server.operate;

import dev.solvent.merkle.Epoch;
import dev.solvent.server.config.Configuration;
import dev.solvent.server.revoke.RevokeCommand;
import dev.solvent.server.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code solvent revoke}, on the exchange of the settings. */
@Command(name = "revoke")
@SuppressWarnings("NullAway.Init") // picocli sets the required options
public final class RevokeOnSettings extends RevokeCommand {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The settings: solvent.yaml.")
  private Path config;

  @Override
  protected int run(Work work) throws IOException {
    Configuration configuration = Configuration.readWhole(config, System::getenv);
    try (Store store = configuration.publishing().openStore()) {
      long begun =
          store.epochs().newest(1).stream()
              .mapToLong(epoch -> epoch.epoch().number())
              .max()
              .orElse(0);
      return work.with(store.revocations(), new Epoch(begun + 1));
    }
  }
}
