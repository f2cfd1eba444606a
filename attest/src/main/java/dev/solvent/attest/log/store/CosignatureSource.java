package dev.solvent.attest.log.store;

import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.note.SignatureLine;
import java.io.IOException;
import java.util.List;

/** The way to the witnesses. What comes back is believed by nobody before it is verified. */
@FunctionalInterface
public interface CosignatureSource {
  List<SignatureLine> collect(SignedCheckpoint checkpoint) throws IOException;
}
