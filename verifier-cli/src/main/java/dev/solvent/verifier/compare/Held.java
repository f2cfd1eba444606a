package dev.solvent.verifier.compare;

import dev.solvent.attest.bitcoin.Outpoint;
import dev.solvent.attest.bitcoin.UtxoEvidence;
import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Finding.Result;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.verify.Examined;
import dev.solvent.merkle.MalformedException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one issuer says it holds, from its time until the next statement is due: the time for which
 * readers rely on it.
 *
 * @param blobs the evidence, of which the outputs are read
 */
record Held(Statement statement, ReservesManifest manifest, Blobs blobs) {
  /** What makes it the issuer's own words. What is owed, and how old it is, is not compared. */
  private static final Set<Check> AUTHENTIC =
      Set.of(
          Check.TRUST_ROOT,
          Check.LOG_CHECKPOINT,
          Check.LOG_WITNESSES,
          Check.LOG_CONSISTENCY,
          Check.LOG_INCLUSION,
          Check.STATEMENT_SIGNATURE,
          Check.STATEMENT_FORM,
          Check.RESERVES_MANIFEST);

  /** What keeps an attestation from being its issuer's; nothing where it is. */
  static List<Finding> doubts(Examined examined) {
    List<Finding> doubts =
        examined.report().findings().stream()
            .filter(finding -> AUTHENTIC.contains(finding.check()))
            .filter(finding -> finding.result() != Result.PASS && finding.result() != Result.ABSENT)
            .toList();
    List<Finding> failed =
        doubts.stream().filter(finding -> finding.result() == Result.FAIL).toList();
    return failed.isEmpty() ? doubts : failed; // what was not run was so because of what failed
  }

  /** Whether both are relied upon at some moment. */
  boolean overlaps(Held other) {
    return statement.asOf().compareTo(other.statement.nextDueBy()) <= 0
        && other.statement.asOf().compareTo(statement.nextDueBy()) <= 0;
  }

  boolean isOfAnother(Held other) {
    return !statement.issuer().equals(other.statement.issuer());
  }

  /** The outputs of a holding, on a chain where outputs are held. */
  List<Outpoint> outputs(Holding holding) {
    Optional<Octets> evidence =
        holding.account().chain().isEvm()
            ? Optional.empty()
            : holding.evidence().flatMap(blobs::find);
    try {
      return evidence.isEmpty()
          ? List.of()
          : UtxoEvidence.parse(evidence.get().toBytes()).outputs().stream()
              .map(UtxoEvidence.Output::outpoint)
              .toList();
    } catch (MalformedException e) {
      return List.of(); // of another kind; then the script alone is compared
    }
  }

  Stream<Claim> claims() {
    return manifest.holdings().stream().map(holding -> new Claim(this, holding));
  }
}
