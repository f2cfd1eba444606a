package dev.solvent.chain.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A node's process: its output goes to a file, and it ends when closed or with this JVM. */
public final class NodeProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path output;
  private final Thread atExit;

  private NodeProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
    atExit = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Starts a program in a folder of its own, which is its home, too. */
  public static NodeProcess start(Path folder, List<String> command) {
    try {
      Path output = folder.resolve("output.txt");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().put("HOME", folder.toString());
      return new NodeProcess(builder.start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Node.js with a script of the nodes' folder. */
  public static List<String> script(String path, String... arguments) {
    List<String> command = new ArrayList<>(List.of("node", installed(path).toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** A file that {@code ./solvent test} installed. */
  public static Path installed(String path) {
    Path file = Path.of(System.getProperty("solvent.root"), "target/nodes/node_modules", path);
    if (!Files.exists(file)) {
      throw new IllegalStateException(file + " is missing, want it installed by ./solvent test");
    }
    return file;
  }

  /** Waits until the output matches, and returns the first group. */
  public String awaitOutput(Pattern pattern) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < until) {
      Optional<String> found = find(pattern);
      if (found.isPresent()) {
        return found.get();
      }
      if (!process.isAlive()) {
        throw new IllegalStateException("the node ended: " + text());
      }
      pause();
    }
    throw new IllegalStateException("the node does not start: " + text());
  }

  private Optional<String> find(Pattern pattern) {
    Matcher matcher = pattern.matcher(text());
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  public String text() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
