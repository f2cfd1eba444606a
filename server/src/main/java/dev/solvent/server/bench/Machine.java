package dev.solvent.server.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What was measured on. */
final class Machine {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** Its processors and system, such as {@code 2 x AMD EPYC, Linux}. */
  static String name() throws IOException {
    return String.format(
        Locale.ROOT,
        "%d x %s, %s",
        Runtime.getRuntime().availableProcessors(),
        processor(),
        System.getProperty("os.name"));
  }

  private static String processor() throws IOException {
    String unknown = "unknown processor";
    if (!Files.isReadable(PROCESSORS)) {
      return unknown;
    }
    return Files.readAllLines(PROCESSORS).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.replaceFirst(".*: ", ""))
        .findFirst()
        .orElse(unknown);
  }
}
