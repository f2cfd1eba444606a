package dev.solvent.server.observe;

import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.keys.KeyFile;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.signature.Signer;
import dev.solvent.attest.text.Base64Text;
import dev.solvent.chain.observe.Observer;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.cli.PasswordOptions;
import dev.solvent.server.cli.ResultCommand;
import dev.solvent.server.config.Chains;
import dev.solvent.server.party.ListenAddress;
import dev.solvent.server.party.PostServer;
import dev.solvent.server.party.UntilStopped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code solvent observer}. */
@Command(
    name = "observer",
    description = {
      "Runs an observer for others: it looks at their reserves with nodes of your own.",
      "POST /observe takes a manifest and answers with signed observations, one request at a"
          + " time. The manifest says where to look and is believed in nothing. Ends on SIGTERM."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Whoever can reach it can make your nodes work: let a proxy before it say who may, and do"
          + " the TLS. docs/operating/observer.md says more.",
      "",
      "Examples:",
      "  solvent observer --config nodes.yaml --key observer.p12 --password-file password",
      "  solvent observer --config nodes.yaml --key observer.p12 \\",
      "      --password-env OBSERVER_PASSWORD --listen 127.0.0.1:0 --json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
public final class ObserverCommand extends ResultCommand {
  private static final Duration TIME = Duration.ofMinutes(10);

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The settings: solvent.yaml with your own chains and nodes.")
  private Path config;

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "Your key, which the readers' policies name: a PKCS#12 file.")
  private Path key;

  @Mixin private PasswordOptions password;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      converter = ListenAddress.Converter.class,
      description = "Where to listen; port 0 takes a free one (default: ${DEFAULT-VALUE}).")
  private ListenAddress listen = new ListenAddress("127.0.0.1", 8092);

  @Option(
      names = "--most-holdings",
      paramLabel = "N",
      description = "Manifests with more are refused (default: ${DEFAULT-VALUE}).")
  private int mostHoldings = 10_000;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (mostHoldings < 1) {
      throw new UserError("--most-holdings " + mostHoldings + ", want at least 1", "");
    }
    Chains nodes = Chains.read(config, System::getenv);
    Signer signer = KeyFile.open(key, password.source("password of " + key));
    ObserveService service =
        new ObserveService(new Observer(nodes.readers()), signer, mostHoldings, TIME);
    try (PostServer server = service.start(listen, err()::println, InstantSource.system())) {
      tell(server, signer);
      UntilStopped.await(server);
    }
    return Failures.OK;
  }

  private void tell(PostServer server, Signer signer) {
    String spki = Base64Text.encode(signer.key().spki());
    if (json()) {
      print(new ObjectBuilder().put("spki", spki).put("url", server.url()).build());
    } else {
      out().println("observer at " + server.url());
      out().println("for policies: {\"name\":\"…\",\"spki\":\"" + spki + "\"}");
    }
    out().flush();
  }
}
