package dev.solvent.attest.solvency;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonValue;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.JsonValue.JsonText;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.util.Optional;

/**
 * The digests that a report publishes and that do not follow from its integers: whoever recomputes
 * it takes them as they stand.
 *
 * @param announces the policy of the next report
 * @param history the daily prices by which the figures of risk were made
 * @param positions the contracts that they have in them
 * @param risk the figures themselves, which only a reader with Java's arithmetic recomputes
 */
public record Commitments(
    Hash announces, Optional<Hash> history, Optional<Hash> positions, Optional<Hash> risk) {
  /** Those of a report without figures of risk. */
  public static Commitments announcing(Hash policy) {
    return new Commitments(policy, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Those of a published report. */
  public static Commitments read(byte[] published) throws MalformedException {
    JsonValue report = CanonicalJson.parse(published, SolvencyReport.LIMITS);
    Optional<Hash> announces = digest(report, "announces");
    if (announces.isEmpty()) {
      throw without("announces");
    }
    JsonValue inputs = member(report, "inputs").orElse(JsonObject.EMPTY);
    return new Commitments(
        announces.get(),
        digest(inputs, "history"),
        digest(inputs, "positions"),
        digest(report, "risk"));
  }

  /** Empty where there is no such member. */
  static Optional<Hash> digest(JsonValue parent, String name) throws MalformedException {
    Optional<JsonValue> digest = member(parent, name);
    if (digest.isEmpty()) {
      return Optional.empty();
    }
    if (member(digest.get(), "sha256").orElse(null) instanceof JsonText(String text)) {
      return Optional.of(Hash.parse(text));
    }
    throw without(name);
  }

  static Optional<JsonValue> member(JsonValue value, String name) {
    return value instanceof JsonObject(var members)
        ? Optional.ofNullable(members.get(name))
        : Optional.empty();
  }

  private static MalformedException without(String name) {
    String file = name.equals("announces") ? "the next policy's" : "the file's";
    return new MalformedException("report without " + name + ".sha256, want " + file + " digest");
  }

  /** A file's name in a report. */
  public static JsonObject digest(Hash hash) {
    return new ObjectBuilder().put("sha256", hash.toString()).build();
  }
}
