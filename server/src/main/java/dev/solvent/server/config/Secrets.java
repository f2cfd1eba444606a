package dev.solvent.server.config;

import dev.solvent.chain.rpc.SecretSource;
import dev.solvent.chain.rpc.SecretSource.SecretFile;
import dev.solvent.chain.rpc.SecretSource.SecretVariable;
import dev.solvent.chain.rpc.SecretText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the values that the file only names: {@code {file: …}} or {@code {env: …}}. */
final class Secrets {
  private static final String FORM = "write {file: FILE} or {env: VARIABLE}";

  private final Path folder;
  private final Function<String, @Nullable String> environment;

  Secrets(Path folder, Function<String, @Nullable String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  Optional<SecretText> read(Value value) {
    Optional<Keys> keys = value.keys(FORM);
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    Optional<Value> file = keys.get().optional("file");
    Optional<Value> variable = keys.get().optional("env");
    keys.get().end();
    if (file.isPresent() == variable.isPresent()) {
      value.problem((file.isPresent() ? "both" : "neither") + ", want file or env", FORM);
      return Optional.empty();
    }
    return file.isPresent()
        ? read(file.get(), name -> new SecretFile(folder.resolve(name)))
        : variable.flatMap(named -> read(named, name -> new SecretVariable(name, environment)));
  }

  private static Optional<SecretText> read(Value named, Function<String, SecretSource> source) {
    Optional<String> name = named.text(FORM);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(source.apply(name.get()).read());
    } catch (IOException | IllegalArgumentException e) {
      named.problem(
          String.valueOf(e.getMessage()),
          "put the secret there: one line, for the user that runs this program");
      return Optional.empty();
    }
  }
}
