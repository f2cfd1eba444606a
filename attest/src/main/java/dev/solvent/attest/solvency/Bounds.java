package dev.solvent.attest.solvency;

import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.merkle.MalformedException;

/** The numbers of a policy: shares in ten-thousandths, and times in seconds. */
final class Bounds {
  /** The whole, in ten-thousandths. */
  static final int WHOLE = 10_000;

  /** A share that may exceed the whole, up to a hundred times over. */
  static final int MOST = 1_000_000;

  static final long LONGEST = 864_000_000;

  private Bounds() {}

  static void require(String name, long found, long min, long max) {
    if (found < min || found > max) {
      throw new IllegalArgumentException(name + " " + found + ", want " + min + " to " + max);
    }
  }

  static int share(Fields in, String name) throws MalformedException {
    return (int) in.integer(name, 0, WHOLE);
  }

  static long seconds(Fields in) throws MalformedException {
    return in.integer("seconds", 0, LONGEST);
  }

  /** An item of a list of names. */
  static JsonObject named(Object name) {
    return new ObjectBuilder().put("name", name.toString()).build();
  }
}
