package dev.solvent.server.reserves;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.chain.reading.Fault;
import dev.solvent.chain.reading.UnreadableException;
import dev.solvent.server.cli.Refused;
import dev.solvent.server.config.Configuration;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all of these commands share. */
@SuppressWarnings("NullAway.Init") // picocli sets the required options
abstract class OnConfiguration implements Callable<Integer> {
  static final String EXIT_CODES =
      "Exit codes: 0 done, 1 refused (no quorum, unreadable, not signed, …), 2 wrong input or usage.";

  private static final JsonLimits LIMITS = new JsonLimits(256 << 20, 16, 5_000_000);

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The settings: solvent.yaml.")
  private Path config;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  abstract int run(Configuration configuration)
      throws IOException, InterruptedException, UnreadableException;

  @Override
  public final Integer call() throws IOException, InterruptedException {
    try {
      return run(Configuration.read(config, System::getenv));
    } catch (UnreadableException e) {
      throw new Refused(
          String.valueOf(e.getMessage()),
          e.faults().stream().map(Fault::toString).toList(),
          "mend or replace the nodes that are named");
    }
  }

  Path config() {
    return config;
  }

  boolean json() {
    return json;
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  PrintWriter err() {
    return spec.commandLine().getErr();
  }

  void print(JsonObject result) {
    out().println(new String(CanonicalJson.print(result, LIMITS), StandardCharsets.UTF_8));
  }
}
