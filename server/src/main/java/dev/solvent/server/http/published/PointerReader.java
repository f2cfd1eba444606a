package dev.solvent.server.http.published;

import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.MalformedException;
import java.util.Optional;

/** Reads which attestation the pointer {@code .well-known/proof-of-reserves} names as newest. */
@FunctionalInterface
public interface PointerReader {
  /** The newest epoch, or none where nothing was published yet. */
  Optional<Epoch> newest(byte[] pointer) throws MalformedException;
}
