package dev.solvent.server.http;

import dev.solvent.attest.policy.Policy;
import dev.solvent.server.http.edge.EdgeSettings;
import dev.solvent.server.http.stream.StreamSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What the public service serves and how.
 *
 * @param policy under which the page checks
 * @param files the public folder
 * @param trees the folder of epochs with their trees; without one no proofs are given
 * @param openEpochs how many epochs' trees are kept open
 * @param poll how often the public folder is looked at
 * @param metrics whether the public may see the metrics
 */
public record PublicSettings(
    EdgeSettings edge,
    Policy policy,
    Path files,
    Optional<Path> trees,
    int openEpochs,
    StreamSettings stream,
    Duration poll,
    boolean metrics) {
  public PublicSettings {
    if (openEpochs < 1 || !poll.isPositive()) {
      throw new IllegalArgumentException(
          openEpochs + " open epochs, a look every " + poll + ", want 1 or more, more than 0");
    }
    if (stream.heartbeat().compareTo(edge.limits().idle()) >= 0) {
      throw new IllegalArgumentException(
          "heartbeat " + stream.heartbeat() + ", want less than idle " + edge.limits().idle());
    }
  }
}
