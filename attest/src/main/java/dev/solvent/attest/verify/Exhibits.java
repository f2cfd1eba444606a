package dev.solvent.attest.verify;

import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.liabilities.CommittedAsset;
import java.util.List;
import java.util.Optional;

/**
 * What is shown beside a bundle; each brings a check of its own.
 *
 * @param blobs what the bundle's files name and the bundle does not hold
 * @param claim what a customer holds in hand
 * @param receipt what the exchange signed for one customer
 * @param recomputed the commitments that an auditor computed from the audit kit
 */
public record Exhibits(
    Blobs blobs,
    Optional<Claim> claim,
    Optional<Envelope> receipt,
    Optional<List<CommittedAsset>> recomputed) {
  public static final Exhibits NONE =
      new Exhibits(Blobs.of(List.of()), Optional.empty(), Optional.empty(), Optional.empty());

  public Exhibits {
    recomputed = recomputed.map(List::copyOf);
  }

  public Exhibits with(Blobs beside) {
    return new Exhibits(blobs.and(beside), claim, receipt, recomputed);
  }

  public Exhibits with(Claim customers) {
    return new Exhibits(blobs, Optional.of(customers), receipt, recomputed);
  }

  public Exhibits withReceipt(Envelope signed) {
    return new Exhibits(blobs, claim, Optional.of(signed), recomputed);
  }

  public Exhibits withRecomputed(List<CommittedAsset> commitments) {
    return new Exhibits(blobs, claim, receipt, Optional.of(commitments));
  }
}
