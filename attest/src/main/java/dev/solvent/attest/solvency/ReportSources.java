package dev.solvent.attest.solvency;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonValue;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.JsonValue.JsonText;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files that a published report says it follows from, by digest. It says so; that it does is
 * for {@link SolvencyCheck} to find.
 *
 * @param policy by which the report was made
 * @param announces the policy of the next report
 */
public record ReportSources(Hash policy, Hash prices, Optional<Hash> terms, Hash announces) {
  public static ReportSources of(byte[] published) throws MalformedException {
    JsonValue report = CanonicalJson.parse(published, SolvencyReport.LIMITS);
    JsonValue inputs = member(report, "inputs").orElse(JsonObject.EMPTY);
    return new ReportSources(
        needed(inputs, "inputs.policy", "policy"),
        needed(inputs, "inputs.prices", "prices"),
        digest(inputs, "terms"),
        needed(report, "announces", "announces"));
  }

  /** What has to be read beside the manifests. */
  public List<Hash> toRead() {
    List<Hash> files = new ArrayList<>(List.of(policy, prices));
    terms.ifPresent(files::add);
    return files;
  }

  private static Hash needed(JsonValue of, String path, String name) throws MalformedException {
    return digest(of, name)
        .orElseThrow(() -> new MalformedException("report without " + path + ".sha256, want it"));
  }

  private static Optional<Hash> digest(JsonValue of, String name) throws MalformedException {
    Optional<JsonValue> sha256 = member(of, name).flatMap(named -> member(named, "sha256"));
    return sha256.isPresent() && sha256.get() instanceof JsonText(String text)
        ? Optional.of(Hash.parse(text))
        : Optional.empty();
  }

  private static Optional<JsonValue> member(JsonValue of, String name) {
    return of instanceof JsonObject(var members)
        ? Optional.ofNullable(members.get(name))
        : Optional.empty();
  }
}
