package dev.solvent.attest.caip;

import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.util.Optional;
import java.util.regex.Pattern;

/** A chain by CAIP-2: {@code eip155:1}, or {@code bip122:} and half of a known genesis hash. */
public record ChainId(String namespace, String reference) implements Comparable<ChainId> {
  public static final String EVM = "eip155";
  public static final String BITCOIN_LIKE = "bip122";

  private static final Pattern EVM_REFERENCE = Pattern.compile("[1-9][0-9]{0,31}");

  public ChainId {
    if (!isKnown(namespace, reference)) {
      throw new IllegalArgumentException(problem(namespace + ":" + reference));
    }
  }

  private static boolean isKnown(String namespace, String reference) {
    return switch (namespace) {
      case EVM -> EVM_REFERENCE.matcher(reference).matches();
      case BITCOIN_LIKE -> BitcoinChain.ofGenesis(reference).isPresent();
      default -> false;
    };
  }

  public static ChainId parse(String text) throws MalformedException {
    int colon = text.indexOf(':');
    if (colon < 0 || !isKnown(text.substring(0, colon), text.substring(colon + 1))) {
      throw new MalformedException(problem(text));
    }
    return new ChainId(text.substring(0, colon), text.substring(colon + 1));
  }

  private static String problem(String text) {
    return "chain "
        + Quoted.of(text)
        + ", want eip155 and a number, or bip122 and the genesis hash of a known chain";
  }

  public static ChainId evm(long number) {
    return new ChainId(EVM, Long.toString(number));
  }

  public boolean isEvm() {
    return namespace.equals(EVM);
  }

  /** Its row, for a Bitcoin-like chain. */
  public Optional<BitcoinChain> bitcoin() {
    return isEvm() ? Optional.empty() : BitcoinChain.ofGenesis(reference);
  }

  @Override
  public int compareTo(ChainId other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return namespace + ":" + reference;
  }
}
