package dev.solvent.verifier.cli;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonObject;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A command of the verifier: to people in words, to programs as JSON, and no more than was asked
 * for. Its answer goes to standard output, everything about its work to standard error.
 */
@SuppressWarnings("NullAway.Init") // picocli sets them
public abstract class VerifierCommand implements Callable<Integer> {
  private static final JsonLimits LIMITS = new JsonLimits(256 << 20, 16, 5_000_000);

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print the verdict alone, and no progress.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Print every check with what it rests on.")
  private boolean verbose;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "auto (on a terminal), always or never.")
  private Style.When color;

  @Spec private CommandSpec spec;

  protected final boolean json() {
    return json;
  }

  protected final boolean quiet() {
    return quiet;
  }

  protected final boolean verbose() {
    return verbose;
  }

  protected final Style style() {
    return Style.of(color);
  }

  protected final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  protected final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** The command as its user called it, for hints. */
  protected final String calledAs() {
    return spec.qualifiedName();
  }

  protected final void print(JsonObject result) {
    print(CanonicalJson.print(result, LIMITS));
  }

  protected final void print(byte[] canonicalJson) {
    out().println(new String(canonicalJson, StandardCharsets.UTF_8));
  }
}
