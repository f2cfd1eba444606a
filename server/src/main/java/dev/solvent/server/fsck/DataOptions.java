package dev.solvent.server.fsck;

import dev.solvent.attest.program.UserError;
import dev.solvent.server.config.Configuration;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.store.jdbc.JdbcStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/**
 * Which exchange a command looks at: by its settings, or by the folder alone where there are none,
 * and no keys, as beside {@code serve --read-only} or of a copy.
 */
public final class DataOptions {
  @ArgGroup(multiplicity = "1")
  private Either either = new Either();

  /** One of the two. */
  static final class Either {
    @Option(names = "--config", paramLabel = "FILE", description = "The settings: solvent.yaml.")
    private @Nullable Path config;

    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "The folder of data, where there are no settings and no keys.")
    private @Nullable Path data;
  }

  /** The settings, where they were named. */
  public Optional<Configuration> configuration() throws IOException {
    return either.config == null
        ? Optional.empty()
        : Optional.of(Configuration.readWhole(either.config, System::getenv));
  }

  /** The folder, which has to hold something public. */
  public DataFolder data(Optional<Configuration> configuration) {
    DataFolder data =
        new DataFolder(configuration.map(read -> read.publishing().data()).orElseGet(this::named));
    if (!Files.isDirectory(data.publicFolder().root())) {
      throw new UserError(
          data.publicFolder().root() + ": no such folder, want what is published",
          "solvent init makes it");
    }
    return data;
  }

  /** The database, where there is one: beside a copy of what is public there need not be. */
  public Optional<JdbcStore> store(Optional<Configuration> configuration) throws IOException {
    if (configuration.isPresent()) {
      return Optional.of(configuration.get().publishing().openStore());
    }
    Path file = new DataFolder(named()).database();
    return Files.exists(file) ? Optional.of(JdbcStore.open(file)) : Optional.empty();
  }

  private Path named() {
    if (either.data == null) {
      throw new IllegalStateException("neither settings nor folder");
    }
    return either.data;
  }
}
