package dev.solvent.server.party;

import dev.solvent.server.cli.Failures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/** A command that serves, as a process of its own. */
public final class ServiceProcess implements AutoCloseable {
  private final Process process;
  private final Path errors;

  /** The JSON line that it prints when it is ready; empty where it ended instead. */
  public final String ready;

  private ServiceProcess(Process process, Path errors) throws IOException {
    this.process = process;
    this.errors = errors;
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    ready = line == null ? "" : line;
  }

  /** The first argument is the command's class, the others its own. */
  public static void main(String[] args) throws Exception {
    Callable<?> command =
        Class.forName(args[0]).asSubclass(Callable.class).getDeclaredConstructor().newInstance();
    List<String> own = List.of(args).subList(1, args.length);
    System.exit(Failures.handledBy(new CommandLine(command)).execute(own.toArray(String[]::new)));
  }

  /**
   * Starts it, and returns when it is ready or has ended.
   *
   * @param properties of the process, as {@code name=value}
   */
  public static ServiceProcess start(
      Path folder, Class<?> command, List<String> properties, List<String> args)
      throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    properties.forEach(property -> line.add("-D" + property));
    line.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            ServiceProcess.class.getName(),
            command.getName()));
    line.addAll(args);
    Path errors = Files.createTempFile(folder, "errors", ".txt");
    Process process = new ProcessBuilder(line).redirectError(Redirect.to(errors.toFile())).start();
    return new ServiceProcess(process, errors);
  }

  /** A text field of the line. */
  public String field(String name) {
    String start = "\"" + name + "\":\"";
    int from = ready.indexOf(start) + start.length();
    return ready.substring(from, ready.indexOf('"', from));
  }

  public String errors() throws IOException {
    return Files.readString(errors);
  }

  /** SIGKILL. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM; returns the exit code. */
  public int terminate() throws InterruptedException {
    process.destroy();
    return exitCode();
  }

  public int exitCode() throws InterruptedException {
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the process goes on");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
