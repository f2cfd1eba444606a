package dev.solvent.server.cli;

import dev.solvent.attest.program.FileErrors;
import dev.solvent.attest.program.Refused;
import dev.solvent.attest.program.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** How the program tells what went wrong: on standard error, {@code error:} and {@code hint:}. */
public final class Failures {
  /** Done, or VERIFIED. */
  public static final int OK = 0;

  /** A check failed, or others refused. */
  public static final int FAILED = 1;

  /** Wrong input or usage. */
  public static final int WRONG_INPUT = 2;

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
    err.println("error: " + e.getMessage());
    err.println("hint: " + command + " --help shows the options, with examples");
    return WRONG_INPUT;
  }

  private static int failure(Exception e, PrintWriter err) {
    switch (e) {
      case UserError mistake ->
          tell(err, "error: " + mistake.getMessage(), mistake.details(), mistake.hint());
      case Refused refused -> {
        tell(err, "REFUSED " + refused.getMessage(), refused.details(), refused.hint());
        return FAILED;
      }
      case IOException io -> err.println("error: " + FileErrors.inWords(io));
      default -> {
        err.println("error: this is a bug in solvent, please report it with the lines below");
        e.printStackTrace(err);
      }
    }
    return WRONG_INPUT;
  }

  private static void tell(PrintWriter err, String first, List<String> details, String hint) {
    err.println(first);
    details.forEach(line -> err.println("  " + line));
    if (!hint.isEmpty()) {
      err.println("hint: " + hint);
    }
  }
}
