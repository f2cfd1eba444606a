package dev.solvent.attest.solvency;

import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.prices.PriceTable;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.solvency.SolvencyVerdict.Confirmed;
import dev.solvent.attest.solvency.SolvencyVerdict.Reason;
import dev.solvent.attest.solvency.SolvencyVerdict.Refused;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.util.Arrays;
import java.util.Optional;

/** The check {@code solvency.report}: section 8 of the format. Without state: any thread. */
public final class SolvencyCheck {
  private SolvencyCheck() {}

  /**
   * Whether a published report is what follows from the manifests.
   *
   * @param liabilities and the other three: the files that the report names, which the caller has
   *     read; what the statement names is the caller's to compare
   * @param announced the policy that the report before this one announced; empty for the first
   * @param published the report, as it is attested
   */
  public static SolvencyVerdict recompute(
      LiabilitiesManifest liabilities,
      ReservesManifest reserves,
      PriceTable prices,
      SolvencyPolicy policy,
      Optional<Terms> terms,
      Optional<Hash> announced,
      byte[] published) {
    // 1. the inputs are of one exchange, epoch and moment
    Optional<String> problem = SolvencyFiles.problem(liabilities, reserves, prices, policy, terms);
    if (problem.isPresent()) {
      return new Refused(Reason.INPUTS, problem.get());
    }
    // 2. the policy is the one that was announced
    Hash digest = Digests.sha256(policy.toBytes());
    if (announced.isPresent() && !announced.get().equals(digest)) {
      return new Refused(
          Reason.POLICY, "policy " + digest + ", want the announced " + announced.get());
    }
    // 3. the report announces a policy for the next, and may name what it has of risk
    Commitments commitments;
    try {
      commitments = Commitments.read(published);
    } catch (MalformedException e) {
      return new Refused(Reason.MALFORMED, String.valueOf(e.getMessage()));
    }
    // 4. the same inputs make the same bytes
    SolvencyInputs inputs =
        new SolvencyInputs(
            new SolvencyFiles(liabilities, reserves, prices, policy, terms), commitments);
    byte[] recomputed = SolvencyReport.of(inputs).toBytes();
    int differs = Arrays.mismatch(recomputed, published);
    return differs < 0
        ? new Confirmed(commitments.announces())
        : new Refused(
            Reason.DIFFERENT,
            "report "
                + Digests.sha256(published)
                + (", want " + Digests.sha256(recomputed))
                + (", which differs from byte " + differs + " on"));
  }

  /** The digest of the policy that a report announces for the next. */
  public static Hash announces(byte[] published) throws MalformedException {
    return Commitments.read(published).announces();
  }
}
