package dev.solvent.attest.ownership;

import dev.solvent.attest.json.JsonValue.JsonInteger;
import dev.solvent.merkle.Hash;

/**
 * A log's size and root, as one of its checkpoints says them. Of an empty log everybody knows the
 * root beforehand, so that is none.
 */
public record CheckpointRef(long size, Hash root) {
  public CheckpointRef {
    if (size < 1 || size > JsonInteger.MAX) {
      throw new IllegalArgumentException("checkpoint of size " + size + ", want 1 to 2^53 - 1");
    }
  }

  @Override
  public String toString() {
    return size + " " + root;
  }
}
