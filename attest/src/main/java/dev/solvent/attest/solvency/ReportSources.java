package dev.solvent.attest.solvency;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonValue;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files that a published report says it follows from, by digest, and what it commits to. It
 * says so; that it does is for {@link SolvencyCheck} to find.
 *
 * @param policy by which the report was made
 */
public record ReportSources(
    Hash policy, Hash prices, Optional<Hash> terms, Commitments commitments) {
  public static ReportSources of(byte[] published) throws MalformedException {
    Commitments commitments = Commitments.read(published);
    JsonValue inputs =
        Commitments.member(CanonicalJson.parse(published, SolvencyReport.LIMITS), "inputs")
            .orElse(JsonObject.EMPTY);
    return new ReportSources(
        needed(inputs, "policy"),
        needed(inputs, "prices"),
        Commitments.digest(inputs, "terms"),
        commitments);
  }

  private static Hash needed(JsonValue inputs, String name) throws MalformedException {
    Optional<Hash> digest = Commitments.digest(inputs, name);
    if (digest.isEmpty()) {
      throw new MalformedException("report without inputs." + name + ".sha256, want it");
    }
    return digest.get();
  }

  /** The policy of the next report. */
  public Hash announces() {
    return commitments.announces();
  }

  /** What has to be read beside the manifests. */
  public List<Hash> toRead() {
    List<Hash> files = new ArrayList<>(List.of(policy, prices));
    terms.ifPresent(files::add);
    commitments.history().ifPresent(files::add);
    commitments.positions().ifPresent(files::add);
    commitments.risk().ifPresent(files::add);
    return files;
  }
}
