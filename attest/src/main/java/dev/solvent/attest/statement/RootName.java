package dev.solvent.attest.statement;

import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue.JsonInteger;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;

/** The trust root that a statement was made under. */
public record RootName(Hash sha256, long version) {
  public RootName {
    if (version < 1 || version > JsonInteger.MAX) {
      throw new IllegalArgumentException("version " + version + ", want 1 to 2^53 - 1");
    }
  }

  static RootName read(Fields in) throws MalformedException {
    Hash sha256 = in.text("sha256", Hash::parse);
    return new RootName(sha256, in.integer("version", 1, JsonInteger.MAX));
  }

  JsonObject toJson() {
    return new ObjectBuilder().put("sha256", sha256.toString()).put("version", version).build();
  }
}
