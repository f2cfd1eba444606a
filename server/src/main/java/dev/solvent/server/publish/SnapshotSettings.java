package dev.solvent.server.publish;

import dev.solvent.merkle.MasterSecret;
import java.io.IOException;

/**
 * How trees are built.
 *
 * @param minHeight no tree is lower
 * @param memoryBytes what a build's buffers may take
 */
public record SnapshotSettings(MasterSource master, int minHeight, long memoryBytes) {
  /** Opens the master secret. */
  @FunctionalInterface
  public interface MasterSource {
    MasterSecret read() throws IOException;
  }
}
