package dev.solvent.server.publish;

import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.octets.Octets;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The observers. What is given was signed by a key that the policy names. */
@FunctionalInterface
public interface ObservationSource {
  /** Nobody is asked. */
  ObservationSource NONE = (_, _) -> Map.of();

  /** Asks each, by its name, to look at a manifest's reserves and to confirm further blocks. */
  Map<String, Answer<List<Envelope>>> ask(Octets manifest, Set<BlockRef> blocks)
      throws IOException, InterruptedException;
}
