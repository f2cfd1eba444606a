package dev.solvent.server.bench;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonInteger;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.JsonValue.JsonText;
import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.MalformedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of ours that serves, as a process of its own; its log lines go nowhere. One thread. */
final class ServiceProcess implements AutoCloseable {
  /** What the process may use for its objects; the trees lie beside that, in the page cache. */
  static final String HEAP = "256m";

  private static final JsonLimits LIMITS = new JsonLimits(1_000, 2, 10);

  private final Process process;
  private final BufferedReader printed;
  private final JsonObject begun;

  private ServiceProcess(Process process) throws IOException {
    this.process = process;
    printed =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    begun = line();
  }

  /** Starts {@link BenchService}; it listens when this returns. */
  static ServiceProcess start(Path data, boolean requestLog) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(BenchService.class.getName()));
    arguments.add(data.toString());
    if (requestLog) {
      arguments.add("log");
    }
    return new ServiceProcess(begin(arguments));
  }

  /** Starts {@code solvent serve --read-only}; it listens when this returns. */
  static ServiceProcess serve(Path data) throws IOException {
    return new ServiceProcess(
        begin(
            List.of(
                "dev.solvent.server.Solvent",
                "serve",
                "--json",
                "--no-request-log",
                "--read-only",
                data.toString(),
                "--listen",
                "127.0.0.1:0")));
  }

  private static Process begin(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xmx" + HEAP));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private JsonObject line() throws IOException {
    String line = printed.readLine();
    if (line == null) {
      throw new UserError("the service ended before it was ready", "");
    }
    try {
      if (CanonicalJson.parse(line.getBytes(StandardCharsets.UTF_8), LIMITS)
          instanceof JsonObject object) {
        return object;
      }
    } catch (MalformedException e) {
      throw new IllegalStateException("the service printed " + line, e);
    }
    throw new IllegalStateException("the service printed " + line);
  }

  private static long number(JsonObject object, String name) {
    if (object.members().get(name) instanceof JsonInteger number) {
      return number.value();
    }
    throw new IllegalStateException("the service printed no " + name);
  }

  /** Where {@code solvent serve} says that it listens. */
  URI url() {
    if (begun.members().get("url") instanceof JsonText url) {
      return URI.create(url.text());
    }
    throw new IllegalStateException("the service printed no url");
  }

  int port() {
    return Math.toIntExact(number(begun, "port"));
  }

  URI proofs() {
    return URI.create(
        "http://127.0.0.1:" + port() + "/api/v1/epochs/" + BenchExchange.FIRST + "/proofs");
  }

  URI constant(int bytes) {
    return URI.create(
        "http://127.0.0.1:"
            + number(begun, "constantPort")
            + BenchService.CONSTANT.replace("{bytes}", Integer.toString(bytes)));
  }

  /** How many bytes of its heap are alive, after a collection. */
  long liveBytes() throws IOException {
    Writer asking = process.outputWriter(StandardCharsets.UTF_8);
    asking.write('\n');
    asking.flush();
    return number(line(), "liveBytes");
  }

  /** How long its threads have computed. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** How much memory is resident now. */
  ResidentMemory memory() throws IOException {
    return ResidentMemory.parse(
        Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
