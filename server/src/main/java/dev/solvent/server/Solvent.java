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
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The operator's program. */
@Command(
    name = "solvent",
    description =
        "Shows the customers of an exchange that it owes them what it says, and holds what it owes.",
    subcommands = {
      DemoCommand.class,
      InitCommand.class,
      KeysCommand.class,
      TrustCommand.class,
      SnapshotCommand.class,
      AttestCommand.class,
      PublishCommand.class,
      ServeCommand.class,
      PageCommand.class,
      StatusCommand.class,
      DoctorCommand.class,
      FsckCommand.class,
      ReservesCommand.class,
      ReportCommand.class,
      LinksCommand.class,
      ReceiptCommand.class,
      RevokeOnSettings.class,
      AuditKitCommand.class,
      WitnessCommand.class,
      ObserveCommand.class,
      ObserverCommand.class,
      AnchorCommand.class,
      TreeCommand.class,
      BookCommand.class,
      BenchCommand.class,
      CommandLine.HelpCommand.class
    },
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
  private Solvent() {}

  public static void main(String[] args) {
    StandardOutput output = StandardOutput.install();
    int code = commandLine().execute(args);
    String lost = output.finish();
    if (lost != null) {
      System.err.println("error: standard output: " + lost);
      code = Math.max(code, Failures.WRONG_INPUT);
    }
    System.exit(code);
  }

  /** The program as it is started, for tests too. */
  public static CommandLine commandLine() {
    CommandLine program = new CommandLine(new Solvent());
    program.addSubcommand(new TokenCommand(Solvent::store, InstantSource.system()));
    program.addSubcommand(new BackupCommand(Solvent::place, InstantSource.system()));
    program.addSubcommand(new RestoreCommand());
    program.addSubcommand(new LogResumeCommand(Solvent::log, InstantSource.system()));
    return Failures.handledBy(program);
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
