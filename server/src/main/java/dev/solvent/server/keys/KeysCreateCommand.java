package dev.solvent.server.keys;

import dev.solvent.attest.keys.KeyAlgorithm;
import dev.solvent.attest.keys.KeyFile;
import dev.solvent.attest.signature.Signer;
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

/** {@code solvent keys create}. */
@Command(
    name = "create",
    description = {
      "Makes a key, and the PKCS#12 file that keeps it.",
      "No file is ever overwritten. Keep a copy elsewhere: nobody can make this key again."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  solvent keys create keys/statement-2.p12 --password-file secrets/statement-2.password",
      "  solvent keys create witness.p12 --name witness.example/w1"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
final class KeysCreateCommand extends ResultCommand {
  @Parameters(paramLabel = "FILE", description = "The file to make.")
  private Path file;

  @Option(
      names = "--algorithm",
      defaultValue = "ed25519",
      description = "ed25519 (default) or p256.")
  private KeyAlgorithm algorithm;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The name of a log or a witness, to show the key as its readers write it.")
  private @Nullable String name;

  @Mixin private PasswordOptions password;

  @Override
  public Integer call() throws IOException {
    Signer signer = KeyFile.create(file, algorithm, password.source("new password of " + file));
    KeyWords words = new KeyWords(signer.key(), Optional.ofNullable(name));
    if (json()) {
      print(words.toJson());
    } else {
      out().println("made " + file);
      words.print(out());
    }
    return Failures.OK;
  }
}
