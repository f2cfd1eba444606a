package dev.solvent.chain.anchor;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.EvmSignature;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A summary with what its signers signed for one feed, ascending by signer, each once. */
public final class SignedSummary {
  private final Summary summary;
  private final Feed feed;
  private final SortedMap<EvmAddress, EvmSignature> signatures;

  private SignedSummary(
      Summary summary, Feed feed, SortedMap<EvmAddress, EvmSignature> signatures) {
    this.summary = summary;
    this.feed = feed;
    this.signatures = signatures;
  }

  /**
   * Puts signatures in the order that the contract wants. A signer who signed twice counts once.
   */
  public static SignedSummary of(Summary summary, Feed feed, Collection<EvmSignature> given)
      throws MalformedException {
    Hash hash = summary.hash(feed);
    SortedMap<EvmAddress, EvmSignature> signatures = new TreeMap<>();
    for (EvmSignature each : given) {
      EvmAddress signer =
          each.signer(hash)
              .orElseThrow(() -> new MalformedException("signature of no key, want one of a key"));
      signatures.putIfAbsent(signer, each);
    }
    return new SignedSummary(summary, feed, signatures);
  }

  public Summary summary() {
    return summary;
  }

  public Feed feed() {
    return feed;
  }

  /**
   * Who signed, ascending. A signature over other figures is a valid one of an unknown key: compare
   * these with the feed's signers.
   */
  public List<EvmAddress> signers() {
    return List.copyOf(signatures.keySet());
  }

  List<EvmSignature> signatures() {
    return List.copyOf(signatures.values());
  }
}
