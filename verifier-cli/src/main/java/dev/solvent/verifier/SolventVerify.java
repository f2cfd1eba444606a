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
import dev.solvent.verifier.report.ReportCommand;
import dev.solvent.verifier.reserves.ReservesCommand;
import dev.solvent.verifier.trust.TrustCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The auditor's and the customer's program. */
@Command(
    name = "solvent-verify",
    description =
        "Checks what an exchange says of what it owes and holds, trusting nobody's server.",
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
  private static final Map<String, Supplier<Object>> COMMANDS = commands();

  private SolventVerify() {}

  private static Map<String, Supplier<Object>> commands() {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("check", CheckCommand::new);
    commands.put("attestation", AttestationCommand::new);
    commands.put("history", HistoryCommand::new);
    commands.put("log", LogCommand::new);
    commands.put("reserves", ReservesCommand::new);
    commands.put("report", ReportCommand::new);
    commands.put("audit", AuditCommand::new);
    commands.put("compare", CompareCommand::new);
    commands.put("explain", ExplainCommand::new);
    commands.put("trust", TrustCommand::new);
    commands.put("pack", PackCommand::new);
    return commands;
  }

  public static void main(String[] args) {
    StandardOutput output = StandardOutput.install();
    int code = commandLine(args).execute(args);
    String lost = output.finish();
    if (lost != null) {
      System.err.println("error: standard output: " + lost);
      code = Failures.MALFORMED;
    }
    System.exit(code);
  }

  /** The program with all of its commands, for tests and the manual. */
  public static CommandLine commandLine() {
    return with(COMMANDS);
  }

  /** The program as far as it is called: what each option is costs time to find out. */
  private static CommandLine commandLine(String[] args) {
    @Nullable Supplier<Object> called = args.length == 0 ? null : COMMANDS.get(args[0]);
    return called == null ? commandLine() : with(Map.of(args[0], called));
  }

  private static CommandLine with(Map<String, Supplier<Object>> commands) {
    CommandLine program = new CommandLine(new SolventVerify());
    commands.forEach((name, command) -> program.addSubcommand(name, command.get()));
    program.addSubcommand(new CommandLine.HelpCommand());
    return Failures.handledBy(program);
  }
}
