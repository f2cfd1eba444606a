package dev.solvent.verifier;

import dev.solvent.attest.program.StandardOutput;
import dev.solvent.verifier.audit.AuditCommand;
import dev.solvent.verifier.check.AttestationCommand;
import dev.solvent.verifier.check.CheckCommand;
import dev.solvent.verifier.cli.Failures;
import dev.solvent.verifier.compare.CompareCommand;
import dev.solvent.verifier.explain.ExplainCommand;
import dev.solvent.verifier.history.HistoryCommand;
import dev.solvent.verifier.monitor.LogCommand;
import dev.solvent.verifier.pack.PackCommand;
import dev.solvent.verifier.reserves.ReservesCommand;
import dev.solvent.verifier.trust.TrustCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The auditor's and the customer's program. */
@Command(
    name = "solvent-verify",
    description =
        "Checks what an exchange says of what it owes and holds, trusting nobody's server.",
    subcommands = {
      CheckCommand.class,
      AttestationCommand.class,
      HistoryCommand.class,
      LogCommand.class,
      ReservesCommand.class,
      AuditCommand.class,
      CompareCommand.class,
      ExplainCommand.class,
      TrustCommand.class,
      PackCommand.class,
      CommandLine.HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    version = "solvent-verify 0.1.0-SNAPSHOT",
    footer = {
      "",
      "Exit codes: 0 VERIFIED, 1 FAILED, 2 MALFORMED or wrong usage, 3 STALE, 4 SHORT.",
      "",
      "Examples:",
      "  solvent-verify trust pin https://exchange.example https://mirror.example",
      "  solvent-verify check link.txt",
      "  solvent-verify history https://exchange.example"
    })
public final class SolventVerify {
  private SolventVerify() {}

  public static void main(String[] args) {
    StandardOutput output = StandardOutput.install();
    int code = commandLine().execute(args);
    String lost = output.finish();
    if (lost != null) {
      System.err.println("error: standard output: " + lost);
      code = Failures.MALFORMED;
    }
    System.exit(code);
  }

  /** The program as it is started, for tests too. */
  public static CommandLine commandLine() {
    return Failures.handledBy(new CommandLine(new SolventVerify()));
  }
}
