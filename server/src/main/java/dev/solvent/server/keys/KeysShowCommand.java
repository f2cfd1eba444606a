package dev.solvent.server.keys;

import dev.solvent.attest.keys.KeyFile;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.cli.PasswordOptions;
import dev.solvent.server.cli.ResultCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code solvent keys show}. */
@Command(
    name = "show",
    description = "Opens a key file and shows its public key, as policies and trust roots have it.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  solvent keys show witness.p12 --password-file password --name witness.example/w1"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
final class KeysShowCommand extends ResultCommand {
  @Parameters(paramLabel = "FILE", description = "The key file.")
  private Path file;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The name of a log or a witness, to show the key as its readers write it.")
  private @Nullable String name;

  @Mixin private PasswordOptions password;

  @Override
  public Integer call() throws IOException {
    KeyWords words =
        new KeyWords(
            KeyFile.open(file, password.source("password of " + file)).key(),
            Optional.ofNullable(name));
    if (json()) {
      print(words.toJson());
    } else {
      out().println(file);
      words.print(out());
    }
    return Failures.OK;
  }
}
