package dev.solvent.attest.trust;

import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue.JsonInteger;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.merkle.MalformedException;
import java.util.OptionalLong;

/**
 * The log indexes whose statements these keys sign: from one, to the one before another; open where
 * nothing is said of its end.
 */
public record Period(long from, OptionalLong to, KeySet signers) {
  public Period {
    if (from < 0 || from > JsonInteger.MAX) {
      throw new IllegalArgumentException("from " + from + ", want 0 to 2^53 - 1");
    }
    if (to.isPresent() && (to.getAsLong() < from || to.getAsLong() > JsonInteger.MAX)) {
      throw new IllegalArgumentException(
          "to " + to.getAsLong() + ", want " + from + " to 2^53 - 1");
    }
  }

  boolean isOpen() {
    return to.isEmpty();
  }

  boolean contains(long index) {
    return index >= from && (to.isEmpty() || index < to.getAsLong());
  }

  static Period read(Fields in) throws MalformedException {
    long from = in.integer("from", 0, JsonInteger.MAX);
    OptionalLong to =
        in.has("to") ? OptionalLong.of(in.integer("to", 0, JsonInteger.MAX)) : OptionalLong.empty();
    KeySet signers = KeySet.read(in);
    return in.build(() -> new Period(from, to, signers));
  }

  JsonObject toJson() {
    ObjectBuilder json = signers.into(new ObjectBuilder().put("from", from));
    to.ifPresent(end -> json.put("to", end));
    return json.build();
  }

  @Override
  public String toString() {
    return "indexes " + from + " to " + (to.isPresent() ? to.getAsLong() + " (exclusive)" : "any");
  }
}
