package dev.solvent.server.cli;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonObject;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that tells its result to people, or to programs as JSON. */
@SuppressWarnings("NullAway.Init") // picocli sets them
public abstract class ResultCommand implements Callable<Integer> {
  private static final JsonLimits LIMITS = new JsonLimits(256 << 20, 16, 5_000_000);

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  protected final boolean json() {
    return json;
  }

  protected final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  protected final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  protected final void print(JsonObject result) {
    out().println(new String(CanonicalJson.print(result, LIMITS), StandardCharsets.UTF_8));
  }
}
