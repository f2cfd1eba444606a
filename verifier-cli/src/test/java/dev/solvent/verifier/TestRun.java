package dev.solvent.verifier;

import dev.solvent.verifier.cli.Failures;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** What a command printed, and how it ended. */
public record TestRun(int exitCode, String out, String err) {
  /** The program as its user calls it. */
  public static TestRun of(String... args) {
    return run(SolventVerify.commandLine(), args);
  }

  /** One command that the program may not name yet. */
  public static TestRun of(Object command, String... args) {
    return run(Failures.handledBy(new CommandLine(command)), args);
  }

  private static TestRun run(CommandLine commandLine, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    int code = commandLine.execute(args);
    return new TestRun(code, out.toString(), err.toString());
  }

  public String firstLine() {
    return out.lines().findFirst().orElse("");
  }
}
