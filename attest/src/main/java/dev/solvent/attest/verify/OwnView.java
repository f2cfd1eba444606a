package dev.solvent.attest.verify;

import dev.solvent.attest.observation.Observation;
import java.util.List;

/**
 * What the reader's own nodes show. Nobody signed it, and one of them is enough: the reader knows
 * whom it asked.
 */
public record OwnView(List<Sighting> sightings) {
  /** Of a reader without nodes, who relies on observers. */
  public static final OwnView NONE = new OwnView(List.of());

  /**
   * What one node shows of one block, and of accounts at it; what it could not look at is left out.
   *
   * @param node as sentences name it: no address that has a password in it
   */
  public record Sighting(String node, Observation seen) {}

  public OwnView {
    sightings = List.copyOf(sightings);
  }
}
