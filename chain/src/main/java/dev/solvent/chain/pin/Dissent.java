package dev.solvent.chain.pin;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import java.util.Locale;
import java.util.Optional;

/**
 * A provider that does not stand behind a pin, and why.
 *
 * @param detail what it said, in words
 * @param header what it showed instead, where it showed a header: whoever keeps it can show it on
 */
public record Dissent(String node, Reason reason, String detail, Optional<Header> header) {
  public enum Reason {
    /** It gave no answer within the time. */
    NO_ANSWER,
    /** It is on another chain. */
    OTHER_CHAIN,
    /** What it said is no header, or hashes to something else than it said. */
    MALFORMED,
    /** Its newest final block is too old, or comes before the one that it was asked about. */
    BEHIND,
    /** It has another block at that number, or none with that hash in its chain. */
    OTHER_BLOCK
  }

  /** For a file that keeps it. */
  public JsonObject toJson() {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("detail", detail)
            .put("node", node)
            .put("reason", reason.name().toLowerCase(Locale.ROOT));
    header.ifPresent(shown ->
        json.put(
            "shown",
            new ObjectBuilder()
                .put("block", shown.pinned().toJson())
                .put("header", shown.bytes().toBase64())
                .build()));
    return json.build();
  }

  @Override
  public String toString() {
    return node + ": " + detail;
  }
}
