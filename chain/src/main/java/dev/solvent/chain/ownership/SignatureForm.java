package dev.solvent.chain.ownership;

import dev.solvent.attest.caip.BitcoinAddress.Kind;
import java.util.OptionalInt;

/** How BIP-137's first byte says for which kind of address the 65 bytes are. */
public final class SignatureForm {
  static final int BYTES = 65;
  static final int LEAST = 27;

  /** From here on the key is compressed. */
  static final int COMPRESSED = 31;

  static final int MOST = 42;

  private SignatureForm() {}

  /** The least header of such an address with a compressed key; up to 3 are added to it. */
  public static OptionalInt header(Kind kind) {
    return switch (kind) {
      case P2PKH -> OptionalInt.of(COMPRESSED);
      case P2SH -> OptionalInt.of(35);
      case P2WPKH -> OptionalInt.of(39);
      case P2WSH, P2TR -> OptionalInt.empty();
    };
  }
}
