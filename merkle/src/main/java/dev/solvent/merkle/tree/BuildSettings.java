package dev.solvent.merkle.tree;

import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.SumTree;

/**
 * How trees are built.
 *
 * @param minHeight no tree is lower, so that its height says less about the number of customers
 * @param threads how many work at once
 * @param memoryBytes what buffers may take, whatever the book's size; the program itself comes on
 *     top
 * @param maxProblems after how many problems reading stops
 */
public record BuildSettings(
    Issuer issuer,
    Epoch epoch,
    KeySource keys,
    int minHeight,
    int threads,
    long memoryBytes,
    int maxProblems) {
  public static final long DEFAULT_MEMORY = 256L << 20;
  public static final long LEAST_MEMORY = 1L << 20;
  public static final int DEFAULT_MAX_PROBLEMS = 100;
  private static final int MOST_THREADS = 256;

  public BuildSettings {
    SumTree.height(0, minHeight);
    if (threads < 1 || threads > MOST_THREADS) {
      throw new IllegalArgumentException("threads " + threads + ", want 1 to " + MOST_THREADS);
    }
    if (memoryBytes < LEAST_MEMORY) {
      throw new IllegalArgumentException(
          "memory of " + memoryBytes + " bytes, want at least " + LEAST_MEMORY);
    }
    if (maxProblems < 1) {
      throw new IllegalArgumentException("problems " + maxProblems + ", want at least 1");
    }
  }

  /** As many threads as there are processors, and the default limits. */
  public static BuildSettings of(Issuer issuer, Epoch epoch, KeySource keys) {
    return new BuildSettings(
        issuer,
        epoch,
        keys,
        0,
        Math.min(Runtime.getRuntime().availableProcessors(), MOST_THREADS),
        DEFAULT_MEMORY,
        DEFAULT_MAX_PROBLEMS);
  }

  public BuildSettings withMinHeight(int height) {
    return new BuildSettings(issuer, epoch, keys, height, threads, memoryBytes, maxProblems);
  }

  public BuildSettings withThreads(int count) {
    return new BuildSettings(issuer, epoch, keys, minHeight, count, memoryBytes, maxProblems);
  }

  public BuildSettings withMemoryBytes(long bytes) {
    return new BuildSettings(issuer, epoch, keys, minHeight, threads, bytes, maxProblems);
  }

  public BuildSettings withMaxProblems(int count) {
    return new BuildSettings(issuer, epoch, keys, minHeight, threads, memoryBytes, count);
  }
}
