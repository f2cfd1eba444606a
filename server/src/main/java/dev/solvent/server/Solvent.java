package dev.solvent.server;

import dev.solvent.attest.program.StandardOutput;
import dev.solvent.server.anchor.AnchorCommand;
import dev.solvent.server.backup.BackupCommand;
import dev.solvent.server.backup.BackupPlaces;
import dev.solvent.server.backup.LogPlaces;
import dev.solvent.server.backup.LogResumeCommand;
import dev.solvent.server.backup.RestoreCommand;
import dev.solvent.server.bench.BenchCommand;
import dev.solvent.server.book.BookCommand;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.config.Configuration;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.demo.DemoCommand;
import dev.solvent.server.doctor.DoctorCommand;
import dev.solvent.server.fsck.FsckCommand;
import dev.solvent.server.handout.AuditKitCommand;
import dev.solvent.server.handout.LinksCommand;
import dev.solvent.server.handout.ReceiptCommand;
import dev.solvent.server.http.page.PageCommand;
import dev.solvent.server.keys.KeysCommand;
import dev.solvent.server.observe.ObserveCommand;
import dev.solvent.server.observe.ObserverCommand;
import dev.solvent.server.operate.AttestCommand;
import dev.solvent.server.operate.OpenExchange;
import dev.solvent.server.operate.PublishCommand;
import dev.solvent.server.operate.RevokeOnSettings;
import dev.solvent.server.operate.ServeCommand;
import dev.solvent.server.operate.SnapshotCommand;
import dev.solvent.server.reserves.ReservesCommand;
import dev.solvent.server.setup.InitCommand;
import dev.solvent.server.setup.TrustCommand;
import dev.solvent.server.status.ReportCommand;
import dev.solvent.server.status.StatusCommand;
import dev.solvent.server.store.Store;
import dev.solvent.server.token.TokenCommand;
import dev.solvent.server.tree.TreeCommand;
import dev.solvent.server.witness.WitnessCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The operator's program. */
@Command(
    name = "solvent",
    description =
        "Shows the customers of an exchange that it owes them what it says, and holds what it owes.",
    mixinStandardHelpOptions = true,
    version = "solvent 0.1.0-SNAPSHOT",
    footer = {
      "",
      "Also, by the launcher: test, verify, fixtures, format.",
      "Exit codes: 0 done or VERIFIED, 1 FAILED or REFUSED, 2 wrong input or usage, 3 STALE, 4 SHORT.",
      "",
      "Examples:",
      "  solvent demo",
      "  solvent init exchange --issuer exchange.example --asset BTC:8",
      "  solvent publish --config exchange/solvent.yaml"
    })
public final class Solvent {
  private static final String HELP = "help";

  /** In the order of the help. */
  private static final List<String> COMMANDS =
      List.of(
          "demo",
          "init",
          "keys",
          "trust",
          "snapshot",
          "attest",
          "publish",
          "serve",
          "page",
          "status",
          "doctor",
          "fsck",
          "reserves",
          "report",
          "links",
          "receipt",
          "revoke",
          "audit-kit",
          "witness",
          "observe",
          "observer",
          "anchor",
          "tree",
          "book",
          "bench",
          HELP,
          "token",
          "backup",
          "restore",
          "log-resume");

  private Solvent() {}

  public static void main(String[] args) {
    StandardOutput output = StandardOutput.install();
    int code = commandLine(args).execute(args);
    String lost = output.finish();
    if (lost != null) {
      System.err.println("error: standard output: " + lost);
      code = Math.max(code, Failures.WRONG_INPUT);
    }
    System.exit(code);
  }

  /** The program with all of its commands, for tests too. */
  public static CommandLine commandLine() {
    return with(COMMANDS);
  }

  /** The program as far as it is called: to model every command takes longer than most run. */
  static CommandLine commandLine(String[] args) {
    boolean known = args.length > 0 && !args[0].equals(HELP) && COMMANDS.contains(args[0]);
    return known ? with(List.of(args[0])) : commandLine();
  }

  private static CommandLine with(List<String> commands) {
    CommandLine program = new CommandLine(new Solvent());
    commands.forEach(name -> program.addSubcommand(name, command(name)));
    return Failures.handledBy(program);
  }

  private static Object command(String name) {
    return switch (name) {
      case "demo" -> new DemoCommand();
      case "init" -> new InitCommand();
      case "keys" -> new KeysCommand();
      case "trust" -> new TrustCommand();
      case "snapshot" -> new SnapshotCommand();
      case "attest" -> new AttestCommand();
      case "publish" -> new PublishCommand();
      case "serve" -> new ServeCommand();
      case "page" -> new PageCommand();
      case "status" -> new StatusCommand();
      case "doctor" -> new DoctorCommand();
      case "fsck" -> new FsckCommand();
      case "reserves" -> new ReservesCommand();
      case "report" -> new ReportCommand();
      case "links" -> new LinksCommand();
      case "receipt" -> new ReceiptCommand();
      case "revoke" -> new RevokeOnSettings();
      case "audit-kit" -> new AuditKitCommand();
      case "witness" -> new WitnessCommand();
      case "observe" -> new ObserveCommand();
      case "observer" -> new ObserverCommand();
      case "anchor" -> new AnchorCommand();
      case "tree" -> new TreeCommand();
      case "book" -> new BookCommand();
      case "bench" -> new BenchCommand();
      case HELP -> new CommandLine.HelpCommand();
      case "token" -> new TokenCommand(Solvent::store, InstantSource.system());
      case "backup" -> new BackupCommand(Solvent::place, InstantSource.system());
      case "restore" -> new RestoreCommand();
      case "log-resume" -> new LogResumeCommand(Solvent::log, InstantSource.system());
      default -> throw new IllegalArgumentException("command " + name);
    };
  }

  private static Store store(Path config) throws IOException {
    return Configuration.readWhole(config, System::getenv).publishing().openStore();
  }

  /** What has the log's key closes with the program. */
  private static LogPlaces.Place log(Path config) throws IOException {
    OpenExchange exchange = OpenExchange.open(config);
    return new LogPlaces.Place(exchange.logSettings(), exchange.store());
  }

  private static BackupPlaces.Place place(Path config) throws IOException {
    Configuration configuration = Configuration.readWhole(config, System::getenv);
    DataFolder data = data(configuration);
    return new BackupPlaces.Place(
        data, configuration.publishing().openStore(), Optional.of(configuration.ownershipPath()));
  }

  private static DataFolder data(Configuration configuration) {
    return new DataFolder(configuration.publishing().data());
  }
}
