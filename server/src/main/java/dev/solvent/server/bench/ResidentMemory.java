package dev.solvent.server.bench;

import java.util.List;

/**
 * What a process has in memory, as the kernel counts it, in bytes.
 *
 * @param own its heap, stacks, code and the like
 * @param mapped pages of files, which the kernel takes back whenever it likes: of a service, the
 *     part of the trees that was read
 */
record ResidentMemory(long own, long mapped) {
  /** From the lines of {@code /proc/PID/status}. */
  static ResidentMemory parse(List<String> status) {
    return new ResidentMemory(of(status, "RssAnon:"), of(status, "RssFile:"));
  }

  private static long of(List<String> status, String name) {
    return status.stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + name + " in the process's status"));
  }

  double ownMiB() {
    return own / (double) (1 << 20);
  }

  double mappedMiB() {
    return mapped / (double) (1 << 20);
  }
}
