package dev.solvent.server.demo.chain;

import dev.solvent.attest.evm.Keccak256;
import dev.solvent.attest.evm.StorageSlots;
import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Hash;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A contract that tells balances and can do nothing else: its code, and what the code answers,
 * which is computed here without running it.
 */
final class TokenCode {
  /** Where Solidity has a contract's first mapping, and its third variable. */
  static final Hash BALANCES = StorageSlots.of(0);

  static final Hash SUPPLY = StorageSlots.of(2);

  private static final String BALANCE_OF = selector("balanceOf(address)");
  private static final String TOTAL_SUPPLY = selector("totalSupply()");
  private static final String DECIMALS = selector("decimals()");
  private static final String SYMBOL = selector("symbol()");

  /** The selector onto the stack: {@code calldataload(0) >> 224}. */
  private static final String START = "600035" + "60e01c";

  private static final String REVERT = "600080fd";

  /** {@code mstore(0, top); return(0, 32)}. */
  private static final String RETURN_WORD = "600052" + "60206000f3";

  private static final int JUMP_BYTES = 11;

  private TokenCode() {}

  private static String selector(String function) {
    return Keccak256.hash(function.getBytes(StandardCharsets.US_ASCII)).toString().substring(0, 8);
  }

  static Octets of(Asset asset) {
    String balanceOf =
        "5b"
            + ("600435600052" + push(BALANCES) + "602052") // the key, then the mapping's slot
            + ("6040600020" + "54") // sload(keccak256(0, 64))
            + RETURN_WORD;
    String totalSupply = "5b" + push(SUPPLY) + "54" + RETURN_WORD;
    String decimals = "5b" + push(StorageSlots.of(asset.decimals())) + RETURN_WORD;
    String symbol =
        "5b"
            + ("6020600052" + "60" + length(asset) + "602052") // where the text begins, its length
            + ("7f" + text(asset) + "604052")
            + "60606000f3";
    int at = (START.length() + REVERT.length()) / 2 + 4 * JUMP_BYTES;
    StringBuilder jumps = new StringBuilder();
    StringBuilder bodies = new StringBuilder();
    String[] selectors = {BALANCE_OF, TOTAL_SUPPLY, DECIMALS, SYMBOL};
    String[] functions = {balanceOf, totalSupply, decimals, symbol};
    for (int i = 0; i < selectors.length; i++) {
      String target = HexFormat.of().toHexDigits((short) (at + bodies.length() / 2));
      jumps.append("8063").append(selectors[i]).append("14" + "61").append(target).append("57");
      bodies.append(functions[i]);
    }
    return octets(START + jumps + REVERT + bodies);
  }

  /** A word of one byte, by {@code PUSH1}. */
  private static String push(Hash word) {
    return "60" + word.toString().substring(62);
  }

  private static String length(Asset asset) {
    return HexFormat.of().toHexDigits((byte) asset.ticker().text().length());
  }

  private static String text(Asset asset) {
    byte[] text = asset.ticker().text().getBytes(StandardCharsets.US_ASCII);
    return HexFormat.of().formatHex(Arrays.copyOf(text, Hash.BYTES));
  }

  private static Octets octets(String hex) {
    return Octets.of(HexFormat.of().parseHex(hex));
  }

  /** What a call with this data answers; empty where it is reverted. */
  static Optional<Octets> call(Asset asset, Storage storage, Octets data) {
    String hex = data + "0".repeat(72);
    String selector = hex.substring(0, 8);
    if (selector.equals(BALANCE_OF)) {
      byte[] word = HexFormat.of().parseHex(hex, 8, 72);
      return word(storage.word(Keccak256.hash(word, BALANCES.toBytes())));
    }
    if (selector.equals(TOTAL_SUPPLY)) {
      return word(storage.word(SUPPLY));
    }
    if (selector.equals(DECIMALS)) {
      return word(BigInteger.valueOf(asset.decimals()));
    }
    if (selector.equals(SYMBOL)) {
      String at = Uint.hex(BigInteger.valueOf(Hash.BYTES));
      String length = Uint.hex(BigInteger.valueOf(asset.ticker().text().length()));
      return Optional.of(octets(at + length + text(asset)));
    }
    return Optional.empty();
  }

  private static Optional<Octets> word(BigInteger word) {
    return Optional.of(octets(Uint.hex(word)));
  }
}
