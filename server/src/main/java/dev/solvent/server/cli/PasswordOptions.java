package dev.solvent.server.cli;

import dev.solvent.attest.keys.PasswordSource;
import dev.solvent.attest.keys.PasswordSource.PasswordFile;
import dev.solvent.attest.keys.PasswordSource.PasswordTerminal;
import dev.solvent.attest.keys.PasswordSource.PasswordVariable;
import dev.solvent.attest.keys.Terminal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where a key's password comes from: for {@code @Mixin}. */
public final class PasswordOptions {
  @ArgGroup private @Nullable Choice choice;

  /** One of them, or none. */
  private static final class Choice {
    @Option(
        names = "--password-file",
        paramLabel = "FILE",
        description =
            "The file with the key's password, for its owner alone (default: ask on the terminal).")
    private @Nullable Path file;

    @Option(
        names = "--password-env",
        paramLabel = "VARIABLE",
        description = "The environment variable with the key's password.")
    private @Nullable String variable;
  }

  /** The chosen one, or the terminal, where the password of that is asked for. */
  public PasswordSource source(String what) {
    if (choice != null && choice.file != null) {
      return new PasswordFile(choice.file);
    }
    return choice != null && choice.variable != null
        ? new PasswordVariable(choice.variable, System::getenv)
        : new PasswordTerminal(Terminal.ofProgram(), what);
  }
}
