package dev.solvent.attest.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most memory that this process ever had resident, as the kernel counts it. */
public final class PeakMemory {
  private PeakMemory() {}

  /** In bytes; 0 where the system does not say. */
  public static long bytes() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
          .findAny()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
