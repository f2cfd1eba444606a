package dev.solvent.attest.caip;

import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;

/** A block by its hash: on EVM chains {@code 0x} and 64 hex digits, else the 64 as displayed. */
public record BlockRef(ChainId chain, Hash hash) {
  private static final String EVM_PREFIX = "0x";

  public static BlockRef parse(ChainId chain, String text) throws MalformedException {
    String prefix = prefix(chain);
    if (!text.startsWith(prefix)) {
      throw new MalformedException("block hash without 0x, want 0x and 64 hex digits");
    }
    return new BlockRef(chain, Hash.parse(text.substring(prefix.length())));
  }

  /** A chain, a space and the hash. */
  public static BlockRef parse(String text) throws MalformedException {
    int space = text.indexOf(' ');
    if (space < 0) {
      throw new MalformedException("a block of one word, want a chain and a hash");
    }
    return parse(ChainId.parse(text.substring(0, space)), text.substring(space + 1));
  }

  private static String prefix(ChainId chain) {
    return chain.isEvm() ? EVM_PREFIX : "";
  }

  public String hashText() {
    return prefix(chain) + hash;
  }

  @Override
  public String toString() {
    return chain + " " + hashText();
  }
}
