package dev.solvent.attest.verify;

import java.util.List;

/**
 * Who of those whose word counts saw something as it is declared.
 *
 * @param observers of the reader's policy, by their names there
 * @param nodes the reader's own
 */
public record SeenBy(List<String> observers, List<String> nodes) {
  public SeenBy {
    observers = List.copyOf(observers);
    nodes = List.copyOf(nodes);
  }
}
