package dev.solvent.chain.observe;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.observation.Observation;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.signature.Signer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Observations as their observer hands them on. */
public final class ObservationFiles {
  private ObservationFiles() {}

  /** A signed envelope each, by the name of its file: numbered from 1, in the given order. */
  public static SequencedMap<String, Octets> sign(List<Observation> observations, Signer signer)
      throws IOException {
    SequencedMap<String, Octets> files = new LinkedHashMap<>();
    for (Observation observation : observations) {
      Envelope envelope =
          Envelope.sign(Observation.PAYLOAD_TYPE, observation.toBytes(), List.of(signer));
      String name = "observation-" + (files.size() + 1) + ".dsse.json";
      files.put(name, Octets.of(envelope.toBytes()));
    }
    return files;
  }
}
