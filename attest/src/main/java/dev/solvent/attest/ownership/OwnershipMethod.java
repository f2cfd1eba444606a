package dev.solvent.attest.ownership;

import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.util.Arrays;
import java.util.Locale;

/** How a challenge was signed. */
public enum OwnershipMethod {
  /** A key of an EVM chain over the text. */
  EIP191,
  /** A key of an EVM chain over the text's values as typed data. */
  EIP712,
  /** As many of a Safe's owners as it wants, each by EIP-191 over the text. */
  SAFE,
  /** A Bitcoin key over the text, 65 bytes. */
  BIP137,
  /** A Bitcoin address over the text, by a transaction never sent. */
  BIP322;

  static OwnershipMethod parse(String text) throws MalformedException {
    return Arrays.stream(values())
        .filter(method -> method.text().equals(text))
        .findFirst()
        .orElseThrow(() ->
            new MalformedException(
                "method " + Quoted.of(text) + ", want eip191, eip712, safe, bip137 or bip322"));
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isEvm() {
    return this == EIP191 || this == EIP712 || this == SAFE;
  }
}
