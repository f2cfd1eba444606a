package dev.solvent.attest.verify;

import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.liabilities.ExpectedBalance;
import java.util.List;

/** What one customer holds in hand, and the balances that they know they have. */
public record Claim(AccountProof proof, List<ExpectedBalance> expected) {
  public Claim {
    expected = List.copyOf(expected);
  }
}
