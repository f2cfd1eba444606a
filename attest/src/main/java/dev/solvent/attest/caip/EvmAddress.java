package dev.solvent.attest.caip;

import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.util.regex.Pattern;

/** The 20 bytes of an account on an EVM chain, written {@code 0x} and 40 lower-case hex digits. */
public record EvmAddress(Octets bytes) implements Comparable<EvmAddress> {
  public static final int BYTES = 20;

  private static final Pattern FORM = Pattern.compile("0x[0-9a-f]{40}");

  public EvmAddress {
    if (bytes.length() != BYTES) {
      throw new IllegalArgumentException("address of " + bytes.length() + " bytes, want " + BYTES);
    }
  }

  public static EvmAddress parse(String text) throws MalformedException {
    if (!FORM.matcher(text).matches()) {
      throw new MalformedException(
          "address " + Quoted.of(text) + ", want 0x and 40 lower-case hex digits");
    }
    return new EvmAddress(Octets.parseHex(text.substring(2)));
  }

  @Override
  public int compareTo(EvmAddress other) {
    return bytes.compareTo(other.bytes);
  }

  @Override
  public String toString() {
    return "0x" + bytes;
  }
}
