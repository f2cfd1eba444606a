package dev.solvent.attest.keys;

import java.io.Console;
import java.io.IOException;
import java.util.Locale;

/** Asks a person for a secret, without showing what they type. */
@FunctionalInterface
public interface Terminal {
  char[] ask(String prompt) throws IOException;

  /** The terminal that this program was started from. */
  static Terminal ofProgram() {
    return prompt -> {
      @SuppressWarnings("SystemConsoleNull") // JDK 25 returns null again where there is no terminal
      Console console = System.console();
      char[] typed =
          console == null || !console.isTerminal()
              ? null
              : console.readPassword(Locale.ROOT, "%s", prompt);
      if (typed == null) {
        throw new IOException(
            "no terminal to ask for a password, want one, a password file or a variable");
      }
      return typed;
    };
  }
}
