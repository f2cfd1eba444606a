package dev.solvent.server.config;

import dev.solvent.attest.log.WitnessPolicy;
import java.nio.file.Path;
import java.util.List;

/**
 * What publishing takes, beyond what reading reserves does.
 *
 * @param data the folder of everything that the program writes
 * @param floor the witnesses without which nothing is published, and where they are asked
 * @param tokens so many time authorities have to give a token
 * @param keepTrees of so many epochs the trees are kept
 */
public record Publishing(
    Path data,
    BookSettings book,
    KeySettings keys,
    WitnessPolicy floor,
    List<Party> authorities,
    int tokens,
    List<Party> observers,
    Timing timing,
    Serving serving,
    List<Webhook> alerts,
    int keepTrees) {
  public Publishing {
    authorities = List.copyOf(authorities);
    observers = List.copyOf(observers);
    alerts = List.copyOf(alerts);
  }
}
