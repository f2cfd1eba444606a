package dev.solvent.server.operate;

import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.cli.ResultCommand;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.http.edge.JsonLines;
import dev.solvent.server.party.ListenAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code solvent serve}. */
@Command(
    name = "serve",
    description = {
      "Serves what is published, and customers' proofs; publishes when it is time.",
      "With --read-only it needs no key, no settings and no database: a copy of data/public and, for"
          + " proofs, data/epochs will do."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Log lines are JSON, one each, on standard error. It ends on SIGTERM and SIGINT, after what is"
          + " under way.",
      "",
      "Examples:",
      "  solvent serve --config solvent.yaml",
      "  solvent serve --read-only data --listen 0.0.0.0:8080"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
public final class ServeCommand extends ResultCommand {
  private static final ListenAddress USUAL = new ListenAddress("127.0.0.1", 8080);

  @ArgGroup(multiplicity = "1")
  private What what;

  private static final class What {
    @Option(names = "--config", paramLabel = "FILE", description = "The settings: solvent.yaml.")
    private @Nullable Path config;

    @Option(
        names = "--read-only",
        paramLabel = "DIR",
        description = "The data folder, or a copy of it; nothing is written.")
    private @Nullable Path readOnly;
  }

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      converter = ListenAddress.Converter.class,
      description = "With --read-only: where to listen (default: 127.0.0.1:8080).")
  private @Nullable ListenAddress listen;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "With --read-only: under which coverage is computed (default: the standard one).")
  private @Nullable Path policy;

  @Option(
      names = "--no-request-log",
      description = "Log no line for each request, as where a proxy does.")
  private boolean withoutRequests;

  @Override
  public Integer call() throws IOException, InterruptedException {
    JsonLines.install(!withoutRequests);
    InstantSource clock = InstantSource.system();
    if (what.config != null) {
      if (listen != null || policy != null) {
        throw new UserError(
            "--listen or --policy beside --config, want them in the settings",
            "serve.listen, policy");
      }
      return exchange(what.config, clock);
    }
    if (what.readOnly == null) {
      throw new IllegalStateException("neither kind of service");
    }
    DataFolder data = new DataFolder(what.readOnly);
    Stopping.Ending ending = Stopping.NEVER;
    try (PublicSide open =
        PublicSide.start(data, policy(), listen == null ? USUAL : listen, Set.of(), clock)) {
      tell(open.url(), Optional.empty());
      ending = Stopping.await();
    } finally {
      ending.done();
    }
    return Failures.OK;
  }

  private int exchange(Path config, InstantSource clock) throws IOException, InterruptedException {
    Stopping.Ending ending = Stopping.NEVER;
    try {
      try (OpenExchange exchange = OpenExchange.open(config);
          RunningExchange running = RunningExchange.start(exchange, clock)) {
        tell(running.url(), running.operatorPort());
        ending = Stopping.await();
      }
    } finally {
      ending.done();
    }
    return Failures.OK;
  }

  private Policy policy() throws IOException {
    if (policy == null) {
      return Policy.standard();
    }
    try (InputStream in = Files.newInputStream(policy)) {
      return Policy.parse(in.readNBytes(Policy.LIMITS.maxBytes() + 1));
    } catch (MalformedException e) {
      throw new UserError(policy + ": " + e.getMessage(), "docs/spec/policy.md");
    }
  }

  private void tell(String url, Optional<Integer> operatorPort) {
    if (json()) {
      ObjectBuilder json = new ObjectBuilder().put("url", url);
      operatorPort.ifPresent(port -> json.put("operatorPort", port));
      print(json.build());
    } else {
      out().println("serving at " + url);
      operatorPort.ifPresent(port -> out().println("operator's API on port " + port));
    }
    out().flush();
  }
}
