package dev.solvent.server.handout;

import dev.solvent.attest.program.SecretFiles;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.published.Pointer;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.MasterSecret;
import dev.solvent.merkle.tree.Generations;
import dev.solvent.server.cli.Converters;
import dev.solvent.server.config.BookSettings;
import dev.solvent.server.config.Configuration;
import dev.solvent.server.config.Publishing;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.store.Store;
import dev.solvent.server.tree.GenerationsFile;
import dev.solvent.server.tree.LiabilityFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which epoch, and the secrets behind it: for {@code @Mixin}. */
@SuppressWarnings("NullAway.Init") // picocli sets the required options
final class EpochOptions {
  @ArgGroup(multiplicity = "1")
  private From from;

  private static final class From {
    @ArgGroup(exclusive = false)
    private @Nullable Settings settings;

    @ArgGroup(exclusive = false)
    private @Nullable TreeFiles files;
  }

  private static final class Settings {
    @Option(
        names = "--config",
        required = true,
        paramLabel = "FILE",
        description = "The settings: solvent.yaml.")
    private Path config;

    @Option(
        names = "--epoch",
        paramLabel = "N",
        converter = Converters.OfEpoch.class,
        description = "Which epoch (default: the newest that is published).")
    private @Nullable Epoch epoch;
  }

  private static final class TreeFiles {
    @Option(
        names = "--tree",
        required = true,
        paramLabel = "DIR",
        description = "Without settings: the epoch's trees, the folder that tree build made.")
    private Path tree;

    @Option(
        names = "--master-key",
        required = true,
        paramLabel = "FILE",
        description = "The exchange's master secret: a file of 64 hex digits.")
    private Path masterKey;

    @Option(
        names = "--generations",
        paramLabel = "FILE",
        description = "The file that tree build was given, where it was given one.")
    private @Nullable Path generations;
  }

  Handouts open(PrintWriter err) throws IOException {
    if (from.settings != null) {
      return open(from.settings);
    }
    if (from.files == null) {
      throw new IllegalStateException("neither settings nor files");
    }
    MasterSecret master = SecretFiles.read(from.files.masterKey, MasterSecret::parse, err);
    Generations revoked =
        from.files.generations == null
            ? Generations.NONE
            : GenerationsFile.read(from.files.generations);
    return new Handouts(LiabilityFolder.open(from.files.tree), master, revoked);
  }

  private static Handouts open(Settings settings) throws IOException {
    Publishing publishing = read(settings.config).publishing();
    DataFolder data = new DataFolder(publishing.data());
    Epoch epoch = settings.epoch == null ? newest(data) : settings.epoch;
    if (!Handouts.areKept(data.epoch(epoch))) {
      throw new UserError(
          "epoch " + epoch + " has no trees here, want one whose trees are kept",
          "solvent status shows the epochs; keepTrees says how many are kept");
    }
    Generations generations;
    try (Store store = publishing.openStore()) {
      generations = store.revocations().in(epoch);
    }
    return new Handouts(
        LiabilityFolder.open(data.epoch(epoch).trees()),
        publishing.keys().readMaster(),
        generations);
  }

  private static Epoch newest(DataFolder data) throws IOException {
    Path file = data.publicFolder().pointer();
    try {
      return Pointer.parse(Files.readAllBytes(file))
          .newest()
          .orElseThrow(() ->
              new UserError("no epoch is published yet, want one", "--epoch N, or solvent publish"))
          .epoch();
    } catch (MalformedException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static Configuration read(Path config) throws IOException {
    return Configuration.readWhole(config, System::getenv);
  }

  /** Where balances come from as the settings say, where there are settings. */
  Optional<BookSettings> book() throws IOException {
    return from.settings == null
        ? Optional.empty()
        : Optional.of(read(from.settings.config).publishing().book());
  }

  /** Where customers' links lead as the settings say, where there are settings. */
  Optional<URI> address() throws IOException {
    return from.settings == null
        ? Optional.empty()
        : Optional.of(read(from.settings.config).publishing().serving().address());
  }
}
