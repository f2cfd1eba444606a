package dev.solvent.verifier.audit;

import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding.Result;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.merkle.MalformedException;
import dev.solvent.verifier.source.Located;
import java.util.Optional;

/** What an exchange said that it owes, once the checks have shown that it said so. */
final class Attested {
  private Attested() {}

  /** The liabilities manifest that the keys of the pinned root signed for; empty without one. */
  static Optional<LiabilitiesManifest> manifest(Located located, Report report) {
    if (report.finding(Check.LIABILITIES_MANIFEST).result() != Result.PASS) {
      return Optional.empty();
    }
    return located.stated().flatMap(statement -> file(located, statement)).map(Attested::parse);
  }

  private static Optional<Octets> file(Located located, Statement statement) {
    return statement
        .digestOf(Subject.LIABILITIES)
        .flatMap(located.bundle().blobs().and(located.beside())::find);
  }

  private static LiabilitiesManifest parse(Octets file) {
    try {
      return LiabilitiesManifest.parse(file.toBytes());
    } catch (MalformedException e) {
      throw new IllegalStateException("a manifest that passed its check", e);
    }
  }
}
