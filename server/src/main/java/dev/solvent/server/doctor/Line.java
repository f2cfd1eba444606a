package dev.solvent.server.doctor;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;

/**
 * What was found of one thing.
 *
 * @param remedy what to do about it; empty where nothing is to be done
 */
record Line(Level level, String about, String found, String remedy) {
  /** How bad it is. */
  enum Level {
    OK("ok  "),
    /** It may do harm later, or less than it could is known. */
    WARN("warn"),
    /** The next epoch will not come, or will not be good. */
    FAIL("FAIL");

    private final String text;

    Level(String text) {
      this.text = text;
    }
  }

  static Line ok(String about, String found) {
    return new Line(Level.OK, about, found, "");
  }

  static Line warn(String about, String found, String remedy) {
    return new Line(Level.WARN, about, found, remedy);
  }

  static Line fail(String about, String found, String remedy) {
    return new Line(Level.FAIL, about, found, remedy);
  }

  JsonObject toJson() {
    return new ObjectBuilder()
        .put("about", about)
        .put("found", found)
        .put("level", level.name())
        .put("remedy", remedy)
        .build();
  }

  @Override
  public String toString() {
    return level.text + "  " + about + ": " + found;
  }
}
