package dev.solvent.attest.bundle;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.log.LogProof;
import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;

/**
 * A later entry of the log whose statement corrects the bundle's.
 *
 * @param logProof under the same checkpoint as the bundle's own
 */
public record Replacement(Envelope envelope, LogProof logProof) {
  static Replacement read(Fields in) throws MalformedException {
    return new Replacement(Bundle.readEnvelope(in), Bundle.readLogProof(in));
  }

  JsonObject toJson() {
    return new ObjectBuilder()
        .put("envelope", Octets.of(envelope.toBytes()).toBase64())
        .put("logProof", new String(logProof.bytes(), StandardCharsets.UTF_8))
        .build();
  }
}
