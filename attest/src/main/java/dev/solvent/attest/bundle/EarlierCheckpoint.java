package dev.solvent.attest.bundle;

import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue.JsonInteger;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.util.List;

/**
 * An earlier state of the log, which a challenge of ownership names, and the proof that the
 * bundle's checkpoint follows from it.
 */
public record EarlierCheckpoint(long size, Hash root, List<Hash> proof) {
  private static final int MAX_PROOF = 64;

  public EarlierCheckpoint {
    proof = List.copyOf(proof);
    if (size < 1 || size > JsonInteger.MAX || proof.size() > MAX_PROOF) {
      throw new IllegalArgumentException(
          "checkpoint of size "
              + size
              + " with "
              + proof.size()
              + " hashes, want 1 to 2^53 - 1 "
              + "and at most "
              + MAX_PROOF);
    }
  }

  static EarlierCheckpoint read(Fields in) throws MalformedException {
    List<Hash> proof = in.list("proof", 0, MAX_PROOF, node -> node.text("hash", Hash::parse));
    Hash root = in.text("root", Hash::parse);
    long size = in.integer("size", 1, JsonInteger.MAX);
    return in.build(() -> new EarlierCheckpoint(size, root, proof));
  }

  JsonObject toJson() {
    return new ObjectBuilder()
        .put("proof", proof, hash -> new ObjectBuilder().put("hash", hash.toString()).build())
        .put("root", root.toString())
        .put("size", size)
        .build();
  }
}
