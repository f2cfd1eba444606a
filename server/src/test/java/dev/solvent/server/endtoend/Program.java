package dev.solvent.server.endtoend;

import dev.solvent.server.Solvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * {@code solvent} as people start it: a process for each command, in one folder. What all of them
 * log is kept, in the order in which they were started. One thread.
 */
final class Program implements AutoCloseable {
  /** Commands whose standard output is the secret that was asked for. */
  private static final Set<String> GIVE_SECRETS = Set.of("token", "links");

  private final Path folder;
  private final Path logs;
  private final List<Service> services = new ArrayList<>();
  private int started;

  Program(Path folder) throws IOException {
    this.folder = folder;
    logs = Files.createDirectory(folder.resolve("logs"));
  }

  /** How a command ended. */
  record Ended(int code, String out, String err) {
    @Override
    public String toString() {
      return "exit " + code + "\n" + out + err;
    }
  }

  /** A command that serves until it is told to end. */
  record Service(Process process, String ready) {
    /** A field of the JSON line that it prints when it is ready. */
    String field(String name) {
      return Program.field(ready, name);
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }

    /** SIGTERM; returns the exit code. */
    int end() throws InterruptedException {
      process.destroy();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("it goes on, want it ended");
      }
      return process.exitValue();
    }
  }

  /** Of one JSON object without spaces; a number or a text without escapes. */
  static String field(String json, String name) {
    String start = "\"" + name + "\":";
    int from = json.indexOf(start);
    if (from < 0) {
      throw new IllegalStateException("no " + name + " in " + json);
    }
    String rest = json.substring(from + start.length());
    return rest.startsWith("\"")
        ? rest.substring(1, rest.indexOf('"', 1))
        : rest.split("[,}]", 2)[0];
  }

  Ended run(String... words) throws IOException, InterruptedException {
    return run(List.of("-XX:TieredStopAtLevel=1"), words);
  }

  /** For what takes long enough to be compiled well. */
  Ended runLong(String... words) throws IOException, InterruptedException {
    return run(List.of(), words);
  }

  private Ended run(List<String> options, String... words)
      throws IOException, InterruptedException {
    Path err = log(words[0], "err");
    Path out =
        GIVE_SECRETS.contains(words[0])
            ? Files.createTempFile(folder, "given", ".txt")
            : log(words[0], "out");
    Process process =
        builder(options, words)
            .redirectOutput(Redirect.to(out.toFile()))
            .redirectError(Redirect.to(err.toFile()))
            .start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException(words[0] + " goes on: " + Files.readString(err));
    }
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** Starts what serves, and returns when it is ready. */
  Service serve(String... words) throws IOException {
    Path err = log(words[0], "err");
    Process process =
        builder(List.of("-XX:TieredStopAtLevel=1"), words)
            .redirectError(Redirect.to(err.toFile()))
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    if (line == null) {
      throw new IllegalStateException(words[0] + " ended: " + Files.readString(err));
    }
    Service service = new Service(process, line);
    services.add(service);
    return service;
  }

  private ProcessBuilder builder(List<String> options, String... words) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(options);
    line.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Solvent.class.getName()));
    line.addAll(List.of(words));
    return new ProcessBuilder(line).directory(folder.toFile());
  }

  private Path log(String command, String ending) {
    return logs.resolve(String.format(Locale.ROOT, "%02d-%s.%s", started++, command, ending));
  }

  Path logs() {
    return logs;
  }

  @Override
  public void close() {
    services.forEach(service -> service.process().destroyForcibly());
  }
}
