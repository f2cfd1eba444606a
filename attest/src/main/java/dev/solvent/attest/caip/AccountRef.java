package dev.solvent.attest.caip;

import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;

/** An account by CAIP-10: {@code eip155:1:0x52…} or {@code bip122:…:bc1q…}, its address decoded. */
public record AccountRef(ChainId chain, String address) implements Comparable<AccountRef> {
  /** What two spellings of one account have in common: its chain and bytes. */
  public record Decoded(ChainId chain, Octets bytes) {}

  public AccountRef {
    try {
      decode(chain, address);
    } catch (MalformedException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  public static AccountRef of(ChainId chain, EvmAddress address) {
    return new AccountRef(chain, address.toString());
  }

  public static AccountRef parse(String text) throws MalformedException {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new MalformedException("account " + Quoted.of(text) + ", want chain:address");
    }
    ChainId chain = ChainId.parse(text.substring(0, colon));
    String address = text.substring(colon + 1);
    decode(chain, address);
    return new AccountRef(chain, address);
  }

  private static Octets decode(ChainId chain, String address) throws MalformedException {
    return chain.isEvm()
        ? EvmAddress.parse(address).bytes()
        : BitcoinAddress.parse(chain.bitcoin().orElseThrow(), address).script();
  }

  /** By this, and never by its text, an account is found to stand in a list twice. */
  public Decoded decoded() {
    try {
      return new Decoded(chain, decode(chain, address));
    } catch (MalformedException e) {
      throw new AssertionError("decoded when it was built", e);
    }
  }

  /** The address on an EVM chain; asked of another, it is malformed. */
  public EvmAddress evmAddress() throws MalformedException {
    if (!chain.isEvm()) {
      throw new MalformedException("account on " + chain + ", want one on an EVM chain");
    }
    return EvmAddress.parse(address);
  }

  /** The address on a Bitcoin-like chain; asked of another, it is malformed. */
  public BitcoinAddress bitcoinAddress() throws MalformedException {
    BitcoinChain row =
        chain
            .bitcoin()
            .orElseThrow(() ->
                new MalformedException(
                    "account on " + chain + ", want one on a chain like Bitcoin"));
    return BitcoinAddress.parse(row, address);
  }

  @Override
  public int compareTo(AccountRef other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return chain + ":" + address;
  }
}
