package dev.solvent.attest.evm;

import dev.solvent.merkle.Hash;
import java.nio.charset.StandardCharsets;

/** EIP-191, version 0x45: what a wallet signs when it is shown a text. */
public final class PersonalMessage {
  private PersonalMessage() {}

  public static Hash hash(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    String before = "\u0019Ethereum Signed Message:\n" + utf8.length;
    return Keccak256.hash(before.getBytes(StandardCharsets.UTF_8), utf8);
  }
}
