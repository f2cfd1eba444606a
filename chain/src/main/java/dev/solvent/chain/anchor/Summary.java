package dev.solvent.chain.anchor;

import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import java.time.Instant;
import java.util.List;

/**
 * What a feed's signers say of an attestation.
 *
 * @param statement the attestation's id
 * @param figures ascending by ticker, each asset once
 */
public record Summary(
    Issuer issuer, Epoch epoch, Timestamp asOf, Hash statement, List<Figures> figures) {
  public Summary {
    figures = List.copyOf(figures);
    FeedTerms.requireAscending(figures.stream().map(Figures::asset).toList());
    if (asOf.instant().isBefore(Instant.EPOCH)) {
      throw new IllegalArgumentException("asOf " + asOf + ", want 1970 or later");
    }
  }

  public List<Asset> assets() {
    return figures.stream().map(Figures::asset).toList();
  }

  /** What is signed for that feed: {@code docs/spec/feed.md} section 2. */
  public Hash hash(Feed feed) {
    return SummaryTypedData.of(this).signedIn(feed.domain());
  }

  /** The same as wallets and signing programs take it: the JSON of {@code eth_signTypedData_v4}. */
  public String typedData(Feed feed) {
    return SummaryTypedData.json(this, feed);
  }
}
