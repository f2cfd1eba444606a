package dev.solvent.server.publish;

import dev.solvent.attest.octets.Octets;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** The time authorities. A token that is given was verified against the policy's roots. */
@FunctionalInterface
public interface TokenSource {
  /** Nobody is asked. */
  TokenSource NONE = (_, _) -> Map.of();

  /**
   * Asks each for a token over these bytes, by its name.
   *
   * @param had those whose token is there already
   */
  Map<String, Answer<Octets>> ask(Octets envelope, Set<String> had)
      throws IOException, InterruptedException;
}
