package dev.solvent.verifier.audit.kit;

import dev.solvent.merkle.tree.BuildSettings;

/**
 * What the machine may give.
 *
 * @param threads how many work at once
 * @param memoryBytes what buffers may take, whatever the book's size
 * @param maxProblems after how many wrong rows of a book reading stops
 */
public record Effort(int threads, long memoryBytes, int maxProblems) {
  public static final int MOST_THREADS = 256;

  public Effort {
    if (threads < 1 || threads > MOST_THREADS) {
      throw new IllegalArgumentException("threads " + threads + ", want 1 to " + MOST_THREADS);
    }
    if (memoryBytes < BuildSettings.LEAST_MEMORY) {
      throw new IllegalArgumentException(
          "memory of " + memoryBytes + " bytes, want at least " + BuildSettings.LEAST_MEMORY);
    }
    if (maxProblems < 1) {
      throw new IllegalArgumentException("problems " + maxProblems + ", want at least 1");
    }
  }
}
