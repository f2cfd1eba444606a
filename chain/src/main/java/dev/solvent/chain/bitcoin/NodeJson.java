package dev.solvent.chain.bitcoin;

import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import tools.jackson.databind.JsonNode;

/** Reads what a node wrote: each value is there and of its type, or the answer is malformed. */
final class NodeJson {
  private NodeJson() {}

  static JsonNode object(JsonNode in, String field) throws MalformedException {
    JsonNode value = in.path(field);
    if (!value.isObject()) {
      throw wrong(field, "an object");
    }
    return value;
  }

  static JsonNode array(JsonNode in, String field) throws MalformedException {
    JsonNode value = in.path(field);
    if (!value.isArray()) {
      throw wrong(field, "an array");
    }
    return value;
  }

  static String text(JsonNode value, String what) throws MalformedException {
    if (!value.isString()) {
      throw wrong(what, "a text");
    }
    return value.stringValue();
  }

  static Hash hash(JsonNode in, String field) throws MalformedException {
    return Hash.parse(text(in.path(field), field));
  }

  static Octets hex(JsonNode in, String field) throws MalformedException {
    return Octets.parseHex(text(in.path(field), field));
  }

  static long integer(JsonNode value, String what, long max) throws MalformedException {
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrong(what, "an integer");
    }
    long number = value.longValue();
    if (number < 0 || number > max) {
      throw new MalformedException(what + " " + number + ", want 0 to " + max);
    }
    return number;
  }

  private static MalformedException wrong(String what, String wanted) {
    return new MalformedException(what + " missing or of another type, want " + wanted);
  }
}
