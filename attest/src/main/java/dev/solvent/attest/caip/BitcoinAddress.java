package dev.solvent.attest.caip;

import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.MalformedException;
import java.util.Arrays;
import java.util.HexFormat;

/** A decoded address of a Bitcoin-like chain: the kind of its script, and what that commits to. */
public record BitcoinAddress(BitcoinChain chain, Kind kind, Octets program) {
  /** The scripts that have an address, and how many bytes each commits to. */
  public enum Kind {
    P2PKH(20),
    P2SH(20),
    P2WPKH(20),
    P2WSH(32),
    P2TR(32);

    private final int bytes;

    Kind(int bytes) {
      this.bytes = bytes;
    }
  }

  public BitcoinAddress {
    if (program.length() != kind.bytes) {
      throw new IllegalArgumentException(
          kind + " of " + program.length() + " bytes, want " + kind.bytes);
    }
  }

  public static BitcoinAddress parse(BitcoinChain chain, String text) throws MalformedException {
    String prefix = chain.humanPart() + "1";
    return text.startsWith(prefix)
        ? witness(chain, Bech32.parse(chain.humanPart(), text.substring(prefix.length())))
        : hashed(chain, Base58Check.decode(text));
  }

  private static BitcoinAddress hashed(BitcoinChain chain, byte[] payload)
      throws MalformedException {
    if (payload.length != 21) {
      throw new MalformedException("address of " + payload.length + " bytes, want 21");
    }
    int version = payload[0] & 0xFF;
    Octets program = Octets.of(Arrays.copyOfRange(payload, 1, 21));
    if (version == chain.keyHashVersion()) {
      return new BitcoinAddress(chain, Kind.P2PKH, program);
    }
    if (version == chain.scriptHashVersion()) {
      return new BitcoinAddress(chain, Kind.P2SH, program);
    }
    throw new MalformedException("address of version " + version + ", want one of " + chain);
  }

  private static BitcoinAddress witness(BitcoinChain chain, Bech32 bech32)
      throws MalformedException {
    int length = bech32.program().length();
    if (bech32.version() == 0 && length == 20) {
      return new BitcoinAddress(chain, Kind.P2WPKH, bech32.program());
    }
    if (bech32.version() == 0 && length == 32) {
      return new BitcoinAddress(chain, Kind.P2WSH, bech32.program());
    }
    if (bech32.version() == 1 && length == 32) {
      return new BitcoinAddress(chain, Kind.P2TR, bech32.program());
    }
    throw new MalformedException(
        "witness version "
            + bech32.version()
            + (" of " + length + " bytes, want version 0 of 20 or 32, or version 1 of 32"));
  }

  /** What stands in an output that pays to it. */
  public Octets script() {
    String hex =
        switch (kind) {
          case P2PKH -> "76a914" + program + "88ac";
          case P2SH -> "a914" + program + "87";
          case P2WPKH -> "0014" + program;
          case P2WSH -> "0020" + program;
          case P2TR -> "5120" + program;
        };
    return Octets.of(HexFormat.of().parseHex(hex));
  }
}
