package dev.solvent.server.bench;

import dev.solvent.attest.program.UserError;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The load generator wrk. It posts as fast as answers come on so many connections, on one thread of
 * its own; so its latencies are those of a service that has as much to do as it can. One thread.
 */
final class Wrk {
  private static final Pattern LINE = Pattern.compile("solvent((?: [a-z0-9.]+=[0-9]+)+)");
  private static final Pattern NUMBER = Pattern.compile(" ([a-z0-9.]+)=([0-9]+)");

  private final Path program;
  private final Path script;
  private final Path bodies;
  private int seed = 0;

  private Wrk(Path program, Path script, Path bodies) {
    this.program = program;
    this.script = script;
    this.bodies = bodies;
  }

  /**
   * Finds the program, and puts its script into a folder.
   *
   * @param bodies a file of what may be posted, a line each
   */
  static Wrk prepare(Path folder, Path bodies) throws IOException {
    Path script = folder.resolve("proofs.lua");
    try (InputStream in =
        Objects.requireNonNull(Wrk.class.getResourceAsStream("proofs.lua"), "proofs.lua")) {
      Files.copy(in, script);
    }
    return new Wrk(find(), script, bodies);
  }

  static Path find() {
    String places = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(places.split(Pattern.quote(File.pathSeparator), -1))
        .filter(place -> !place.isEmpty())
        .map(place -> Path.of(place, "wrk"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () -> new UserError("no wrk found, which makes the load", "apt-get install wrk"));
  }

  /**
   * How much at once.
   *
   * @param waitMillis how long each connection waits on average before it asks again
   */
  record Load(int connections, int seconds, int waitMillis) {}

  /** What one run measured; latencies in microseconds. */
  record Run(long requests, double seconds, long bytes, Latencies latencies) {
    double perSecond() {
      return requests / seconds;
    }

    double bytesEach() {
      return bytes / (double) requests;
    }
  }

  /** In microseconds. */
  record Latencies(long p50, long p90, long p99, long p999, long most) {}

  /** Runs it to its end. A single answer that is none is an error: it would be a fast one. */
  Run run(URI target, Load load) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    program.toString(),
                    "-t1",
                    "-c" + load.connections(),
                    "-d" + load.seconds() + "s",
                    "--timeout",
                    "10s",
                    "-s",
                    script.toString(),
                    target.toString(),
                    "--",
                    bodies.toString(),
                    Integer.toString(++seed),
                    Integer.toString(load.waitMillis())))
            .redirectErrorStream(true)
            .start();
    try (InputStream in = process.getInputStream()) {
      String printed = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return parse(printed);
    } finally {
      process.destroy();
    }
  }

  static Run parse(String printed) {
    Matcher line = LINE.matcher(printed);
    if (!line.find()) {
      throw new IllegalStateException("wrk printed " + printed);
    }
    Map<String, Long> numbers = new HashMap<>();
    Matcher number = NUMBER.matcher(line.group(1));
    while (number.find()) {
      numbers.put(number.group(1), Long.parseLong(number.group(2)));
    }
    if (of(numbers, "failed") != 0 || of(numbers, "requests") == 0) {
      throw new IllegalStateException("wrk's requests failed: " + line.group().strip());
    }
    return new Run(
        of(numbers, "requests"),
        of(numbers, "micros") / 1e6,
        of(numbers, "bytes"),
        new Latencies(
            of(numbers, "p50"),
            of(numbers, "p90"),
            of(numbers, "p99"),
            of(numbers, "p99.9"),
            of(numbers, "most")));
  }

  private static long of(Map<String, Long> numbers, String name) {
    return Objects.requireNonNull(numbers.get(name), name);
  }
}
