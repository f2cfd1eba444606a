package dev.solvent.attest.caip;

import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.util.Optional;
import java.util.regex.Pattern;

/** An asset by CAIP-19: a chain's own coin ({@code slip44}) or a token ({@code erc20}). */
public record AssetRef(ChainId chain, String namespace, String reference)
    implements Comparable<AssetRef> {
  public static final String COIN = "slip44";
  public static final String TOKEN = "erc20";

  private static final Pattern COIN_TYPE = Pattern.compile("0|[1-9][0-9]{0,9}");

  /** The asset that is meant: a chain has one coin of its own, whatever number names it. */
  public record Decoded(ChainId chain, Optional<EvmAddress> token) {}

  public AssetRef {
    try {
      decode(chain, namespace, reference);
    } catch (MalformedException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  public static AssetRef parse(String text) throws MalformedException {
    int slash = text.indexOf('/');
    int colon = text.indexOf(':', Math.max(slash, 0));
    if (slash < 0 || colon < 0) {
      throw new MalformedException(problem(text));
    }
    ChainId chain = ChainId.parse(text.substring(0, slash));
    String namespace = text.substring(slash + 1, colon);
    String reference = text.substring(colon + 1);
    decode(chain, namespace, reference);
    return new AssetRef(chain, namespace, reference);
  }

  private static Decoded decode(ChainId chain, String namespace, String reference)
      throws MalformedException {
    if (namespace.equals(COIN) && isCoin(chain, reference)) {
      return new Decoded(chain, Optional.empty());
    }
    if (namespace.equals(TOKEN) && chain.isEvm()) {
      return new Decoded(chain, Optional.of(EvmAddress.parse(reference)));
    }
    throw new MalformedException(problem(chain + "/" + namespace + ":" + reference));
  }

  private static boolean isCoin(ChainId chain, String reference) {
    return COIN_TYPE.matcher(reference).matches()
        && chain
            .bitcoin()
            .map(row -> reference.equals(Integer.toString(row.coinType())))
            .orElse(true);
  }

  private static String problem(String text) {
    return "asset " + Quoted.of(text) + ", want slip44 and the chain's coin, or erc20 on eip155";
  }

  /** By this, and never by its text, an asset is found to stand in a list twice. */
  public Decoded decoded() {
    try {
      return decode(chain, namespace, reference);
    } catch (MalformedException e) {
      throw new AssertionError("decoded when it was built", e);
    }
  }

  @Override
  public int compareTo(AssetRef other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return chain + "/" + namespace + ":" + reference;
  }
}
