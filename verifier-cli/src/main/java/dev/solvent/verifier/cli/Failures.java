package dev.solvent.verifier.cli;

import dev.solvent.attest.program.FileErrors;
import dev.solvent.attest.program.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** How the program tells what kept it from a verdict: on standard error, and with exit code 2. */
public final class Failures {
  /** Malformed input, or wrong usage: there is no verdict. */
  public static final int MALFORMED = 2;

  private Failures() {}

  /** Gives a program these failures, and its version to all of its commands. */
  public static CommandLine handledBy(CommandLine commandLine) {
    tellVersion(commandLine, commandLine.getCommandSpec().version());
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setParameterExceptionHandler((e, args) -> usage(e));
    commandLine.setExecutionExceptionHandler((e, command, parsed) -> failure(e, command.getErr()));
    return commandLine;
  }

  private static void tellVersion(CommandLine commandLine, String... version) {
    commandLine.getCommandSpec().version(version);
    commandLine.getSubcommands().values().forEach(each -> tellVersion(each, version));
  }

  private static int usage(ParameterException e) {
    PrintWriter err = e.getCommandLine().getErr();
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    err.println("error: " + Shown.foreign(withoutLinks(String.valueOf(e.getMessage()))));
    err.println("hint: " + command + " --help shows the options, with examples");
    return MALFORMED;
  }

  /** What somebody mistyped may be an account link, which no message repeats. */
  private static String withoutLinks(String message) {
    return message.contains("v1.")
        ? message.replaceAll("v1\\.[A-Za-z0-9_=.-]+", "[not shown]")
        : message;
  }

  private static int failure(Exception e, PrintWriter err) {
    switch (e) {
      case Malformed malformed ->
          tell(err, "MALFORMED " + malformed.getMessage(), malformed.hint());
      case UserError mistake -> {
        err.println("error: " + Shown.foreign(String.valueOf(mistake.getMessage())));
        mistake.details().forEach(line -> err.println("  " + Shown.foreign(line)));
        if (!mistake.hint().isEmpty()) {
          err.println("hint: " + Shown.foreign(mistake.hint()));
        }
      }
      case IOException io -> err.println("error: " + Shown.foreign(FileErrors.inWords(io)));
      default -> {
        err.println(
            "error: this is a bug in solvent-verify, please report it with the lines below");
        e.printStackTrace(err);
      }
    }
    return MALFORMED;
  }

  private static void tell(PrintWriter err, String first, String hint) {
    err.println(Shown.foreign(first));
    if (!hint.isEmpty()) {
      err.println("hint: " + Shown.foreign(hint));
    }
  }
}
