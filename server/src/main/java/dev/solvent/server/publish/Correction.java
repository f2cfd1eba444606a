package dev.solvent.server.publish;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.statement.Replaces;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.data.EpochFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** That an epoch corrects an earlier statement, as its folder keeps it. */
final class Correction {
  private static final JsonLimits LIMITS = new JsonLimits(1 << 14, 4, 100);

  private Correction() {}

  /** What an epoch corrects; empty where nothing. */
  static Optional<Replaces> of(EpochFolder folder) throws IOException {
    if (!Files.exists(folder.replaces())) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Fields.read(Files.readAllBytes(folder.replaces()), LIMITS, Correction::read));
    } catch (MalformedException e) {
      throw new DamagedException(folder.replaces(), String.valueOf(e.getMessage()));
    }
  }

  private static Replaces read(Fields in) throws MalformedException {
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
        LIMITS);
  }
}
