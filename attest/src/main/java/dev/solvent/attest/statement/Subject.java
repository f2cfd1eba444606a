package dev.solvent.attest.statement;

import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;

/** A file that a statement is about, by its digest. */
public record Subject(String name, Hash sha256) {
  /** The names that exist, in the order in which they stand; the first two always do. */
  public static final String LIABILITIES = "liabilities.json";

  public static final String RESERVES = "reserves.json";
  public static final String SOLVENCY = "solvency.json";

  static Subject read(Fields in) throws MalformedException {
    Hash digest = in.object("digest", digests -> digests.text("sha256", Hash::parse));
    return new Subject(in.text("name"), digest);
  }

  JsonObject toJson() {
    JsonObject digest = new ObjectBuilder().put("sha256", sha256.toString()).build();
    return new ObjectBuilder().put("digest", digest).put("name", name).build();
  }
}
