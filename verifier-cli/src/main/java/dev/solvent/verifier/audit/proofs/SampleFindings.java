package dev.solvent.verifier.audit.proofs;

import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Hash;
import java.util.List;

/**
 * What became of a sample of the kit's accounts.
 *
 * @param seed whoever takes the same one takes the same sample
 * @param size how many accounts are in it
 * @param of among how many rows they were taken: as many as accounts, or more in a long book
 * @param book the digest of the kit's book, which was read to its end
 */
public record SampleFindings(String seed, int size, long of, List<Fault> faults, Hash book) {
  /** Why one of them is not shown to be counted with the kit's balances, a sentence. */
  public record Fault(AccountId account, String sentence) {}

  public SampleFindings {
    faults = List.copyOf(faults);
  }

  public boolean holds() {
    return faults.isEmpty();
  }

  /** How likely the sample has one of so many accounts in it, at the least. */
  public double chanceToMeet(long missing) {
    double none = 1;
    for (long i = 0; i < missing; i++) {
      none *= Math.max(0, (double) (of - size - i) / Math.max(1, of - i));
    }
    return 1 - none;
  }
}
