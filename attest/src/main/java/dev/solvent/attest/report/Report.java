package dev.solvent.attest.report;

import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a verification found: every check, each once, in their order.
 *
 * @param issuer whose attestation it is, where that could be read
 * @param now the time that was given to the verification
 * @param coverage an entry for each asset that is owed, where the manifests could be read
 */
public record Report(
    Optional<Issuer> issuer,
    Optional<Epoch> epoch,
    Timestamp now,
    List<Finding> findings,
    List<Coverage> coverage) {
  public static final String FORMAT = "solvent/report/v1";

  public Report {
    findings = List.copyOf(findings);
    coverage = List.copyOf(coverage);
    Set<Check> missing = EnumSet.allOf(Check.class);
    Check before = null;
    for (Finding finding : findings) {
      if (before != null && before.compareTo(finding.check()) >= 0) {
        throw new IllegalArgumentException(
            "check " + finding.check().id() + " after " + before.id() + ", want their order");
      }
      before = finding.check();
      missing.remove(before);
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException("no finding of " + missing + ", want every check");
    }
  }

  /** The worst of what the findings come to. */
  public Verdict verdict() {
    return findings.stream().map(Finding::verdict).reduce(Verdict.VERIFIED, Verdict::worse);
  }

  public Finding finding(Check check) {
    return findings.stream()
        .filter(finding -> finding.check() == check)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("every report has " + check.id()));
  }
}
