package dev.solvent.server.party;

import dev.solvent.attest.octets.Octets;
import java.io.IOException;

/** Answers what was posted. Any number of threads at once. */
@FunctionalInterface
public interface PostHandler {
  /** An exception is our own trouble: it is logged, and who asks hears that there was some. */
  Reply handle(Octets body) throws IOException, InterruptedException;
}
