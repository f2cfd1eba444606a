package dev.solvent.attest.verify;

import dev.solvent.attest.bitcoin.Outpoint;
import dev.solvent.attest.ownership.OwnershipOutcome;
import dev.solvent.attest.reserves.Holding;
import java.util.List;
import java.util.Optional;

/**
 * One holding and what the evidence makes of it.
 *
 * @param counts as what it enters coverage
 * @param header what is wrong with the block that its evidence is about
 * @param balance why it does not reach the assurance that it declares
 * @param ownership why the signature does not show whose it is
 * @param signed the signature that shows whose it is
 * @param seenBy who saw these units, whatever the declared assurance needs
 * @param outputs what it is made of, on a chain where outputs are held
 */
public record Judged(
    Holding holding,
    Counts counts,
    Optional<String> header,
    Optional<String> balance,
    Optional<String> ownership,
    Optional<OwnershipOutcome.Signed> signed,
    SeenBy seenBy,
    List<Outpoint> outputs) {
  /** As what a holding enters coverage. */
  public enum Counts {
    /** Proven or observed, and owned. */
    COUNTED,
    /** Proven and owned, in a block that nobody the reader trusts confirms. */
    CONDITIONAL,
    /** In a custodian's word. */
    ATTESTED,
    /** In the exchange's word alone. */
    CLAIMED
  }

  public Judged {
    outputs = List.copyOf(outputs);
  }

  /** The same holding, which does not reach its assurance after all. */
  Judged refused(String sentence) {
    return new Judged(
        holding,
        Counts.CLAIMED,
        header,
        Optional.of(sentence),
        ownership,
        signed,
        seenBy,
        List.of());
  }
}
