package dev.solvent.verifier.audit.proofs;

import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.InclusionProof;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Where the proofs of a sample come from. None of them is believed. */
interface ProofSource {
  /** What there is of these accounts; of one that nothing is known of, nothing. */
  Map<AccountId, List<InclusionProof>> of(List<KitAccount> accounts) throws IOException;
}
