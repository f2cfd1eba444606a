package dev.solvent.attest.statement;

import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;

/** The earlier statement that this one corrects, by its id, and why. Readers see both. */
public record Replaces(String reason, Hash sha256) {
  private static final int MAX_REASON = 1_000;

  public Replaces {
    if (reason.isBlank() || reason.length() > MAX_REASON) {
      throw new IllegalArgumentException(
          "reason of " + reason.length() + " characters, want 1 to " + MAX_REASON);
    }
  }

  static Replaces read(Fields in) throws MalformedException {
    String reason = in.text("reason");
    Hash sha256 = in.text("sha256", Hash::parse);
    return in.build(() -> new Replaces(reason, sha256));
  }

  JsonObject toJson() {
    return new ObjectBuilder().put("reason", reason).put("sha256", sha256.toString()).build();
  }
}
