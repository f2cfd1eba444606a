package dev.solvent.chain.evm;

import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The two ways in which nodes write: quantities without leading zeros, and bytes. */
final class Hexadecimal {
  private static final Pattern QUANTITY = Pattern.compile("0x(0|[1-9a-f][0-9a-f]{0,63})");
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cs}]");
  private static final Pattern DATA = Pattern.compile("0x([0-9a-fA-F]{2})*");

  private Hexadecimal() {}

  /** A number below 2^256. JSON's null is none. */
  static BigInteger quantity(JsonNode json, String what) throws MalformedException {
    String text = text(json, what);
    if (!QUANTITY.matcher(text).matches()) {
      throw new MalformedException(
          what + " " + shown(text) + ", want 0x and up to 64 hex digits without leading zero");
    }
    return new BigInteger(text.substring(2), 16);
  }

  static long number(JsonNode json, String what) throws MalformedException {
    BigInteger value = quantity(json, what);
    if (value.bitLength() > 63) {
      throw new MalformedException(what + " " + value + ", want below 2^63");
    }
    return value.longValueExact();
  }

  static Octets data(JsonNode json, String what) throws MalformedException {
    String text = text(json, what);
    if (!DATA.matcher(text).matches()) {
      throw new MalformedException(what + " " + shown(text) + ", want 0x and pairs of hex digits");
    }
    return Octets.of(HexFormat.of().parseHex(text, 2, text.length()));
  }

  static Octets data(JsonNode json, String what, int bytes) throws MalformedException {
    Octets data = data(json, what);
    if (data.length() != bytes) {
      throw new MalformedException(what + " of " + data.length() + " bytes, want " + bytes);
    }
    return data;
  }

  private static String text(JsonNode json, String what) throws MalformedException {
    if (!json.isString()) {
      throw new MalformedException(what + " " + shown(json.toString()) + ", want text");
    }
    return json.stringValue();
  }

  /** A node's words, as a terminal may see them. */
  private static String shown(String text) {
    String start = text.length() <= 80 ? text : text.substring(0, 80) + "…";
    return CONTROLS.matcher(start).replaceAll(" ");
  }
}
