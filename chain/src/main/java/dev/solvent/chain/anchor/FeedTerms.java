package dev.solvent.chain.anchor;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Issuer;
import java.util.List;

/**
 * What a feed is made with and keeps for ever.
 *
 * @param signers ascending, each once
 * @param threshold how many of them must sign
 * @param assets ascending by ticker, each once
 */
public record FeedTerms(
    Issuer issuer, List<EvmAddress> signers, int threshold, List<Asset> assets) {
  public static final int MAX_SIGNERS = 32;
  public static final int MAX_ASSETS = 32;

  private static final EvmAddress NOBODY = new EvmAddress(Octets.of(new byte[EvmAddress.BYTES]));

  public FeedTerms {
    signers = List.copyOf(signers);
    assets = List.copyOf(assets);
    requireCount("signers", signers.size(), MAX_SIGNERS);
    EvmAddress before = NOBODY;
    for (EvmAddress signer : signers) {
      if (signer.compareTo(before) <= 0) {
        throw new IllegalArgumentException(
            "signer " + signer + " after " + before + ", want ascending, each once, and not 0");
      }
      before = signer;
    }
    if (threshold < 1 || threshold > signers.size()) {
      throw new IllegalArgumentException(
          "threshold " + threshold + ", want 1 to " + signers.size());
    }
    requireAscending(assets);
  }

  /** What a contract takes: 1 to {@link #MAX_ASSETS}, ascending by ticker, each once. */
  static void requireAscending(List<Asset> assets) {
    requireCount("assets", assets.size(), MAX_ASSETS);
    for (int i = 1; i < assets.size(); i++) {
      if (assets.get(i - 1).ticker().compareTo(assets.get(i).ticker()) >= 0) {
        throw new IllegalArgumentException(
            "asset "
                + assets.get(i)
                + " after "
                + assets.get(i - 1)
                + ", want ascending, each once");
      }
    }
  }

  private static void requireCount(String what, int found, int most) {
    if (found < 1 || found > most) {
      throw new IllegalArgumentException(found + " " + what + ", want 1 to " + most);
    }
  }
}
