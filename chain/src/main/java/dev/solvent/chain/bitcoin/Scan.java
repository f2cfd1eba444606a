package dev.solvent.chain.bitcoin;

import dev.solvent.attest.bitcoin.UtxoEvidence.Output;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The outputs that a node found unspent at its newest block. */
record Scan(Hash best, long number, List<Found> found) {
  /** An output, and the block that it was created in, says the node. */
  record Found(Output output, long number) {}

  static Scan read(JsonNode json, OutputReader outputs) throws MalformedException {
    JsonNode success = json.path("success");
    if (!success.isBoolean() || !success.booleanValue()) {
      throw new MalformedException(
          "scan that does not say that it was completed, want one that does");
    }
    long number = NodeJson.integer(json.path("height"), "height", CoreNode.MAX_NUMBER);
    List<Found> found = new ArrayList<>();
    for (JsonNode output : NodeJson.array(json, "unspents")) {
      long created = NodeJson.integer(output.path("height"), "height of an output", number);
      found.add(new Found(outputs.readFound(output), created));
    }
    return new Scan(NodeJson.hash(json, "bestblock"), number, List.copyOf(found));
  }
}
