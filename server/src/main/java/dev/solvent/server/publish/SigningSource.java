package dev.solvent.server.publish;

import dev.solvent.attest.note.NoteSigner;
import dev.solvent.attest.signature.Signer;
import java.io.IOException;
import java.util.List;

/** The keys, opened when they are first needed. */
public interface SigningSource {
  List<Signer> statement() throws IOException;

  NoteSigner log() throws IOException;
}
