package dev.solvent.server.bench;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue;
import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code solvent tree build} as a process of its own, from its start to its end.
 *
 * @param seconds the whole process, the virtual machine's start and all
 * @param peakBytes the most memory it had resident
 */
record ChildBuild(double seconds, long peakBytes) {
  private static final String PROGRAM = "dev.solvent.server.Solvent";

  static ChildBuild run(Path book, Path key, Path out, List<String> assets, List<String> more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:-UsePerfData"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), PROGRAM));
    command.addAll(List.of("tree", "build", "--json", "--quiet", "--book", book.toString()));
    command.addAll(List.of("--issuer", TreeBench.ISSUER.domain(), "--epoch", "7"));
    command.addAll(List.of("--as-of", "2026-09-02T00:00:00Z"));
    command.addAll(List.of("--master-key", key.toString(), "--out", out.toString()));
    assets.forEach(asset -> command.addAll(List.of("--asset", asset)));
    command.addAll(more);

    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String printed;
    try (var in = process.getInputStream()) {
      printed = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } finally {
      process.waitFor();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (process.exitValue() != 0) {
      throw new UserError("the build ended with exit code " + process.exitValue(), "");
    }
    return new ChildBuild(seconds, peak(printed));
  }

  private static long peak(String printed) {
    try {
      byte[] bytes = printed.getBytes(StandardCharsets.UTF_8);
      JsonValue json = CanonicalJson.parse(bytes, new JsonLimits(1 << 20, 16, 10_000));
      if (json instanceof JsonValue.JsonObject object
          && object.members().get("peakMemoryBytes") instanceof JsonValue.JsonInteger peak) {
        return peak.value();
      }
    } catch (MalformedException e) {
      throw new IllegalStateException("tree build --json printed " + printed, e);
    }
    throw new IllegalStateException("tree build --json printed no peakMemoryBytes");
  }
}
