package dev.solvent.server.publish;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.statement.Replaces;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;

/** That an epoch corrects an earlier statement, as its folder keeps it. */
final class Correction {
  private Correction() {}

  static Replaces read(Fields in) throws MalformedException {
    String reason = in.text("reason");
    Hash sha256 = in.text("sha256", Hash::parse);
    return in.build(() -> new Replaces(reason, sha256));
  }

  static byte[] print(Replaces replaces) {
    return CanonicalJson.print(
        new ObjectBuilder()
            .put("reason", replaces.reason())
            .put("sha256", replaces.sha256().toString())
            .build(),
        new JsonLimits(1 << 14, 4, 100));
  }
}
