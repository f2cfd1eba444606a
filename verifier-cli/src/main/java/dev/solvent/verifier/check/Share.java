package dev.solvent.verifier.check;

import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.liabilities.InclusionOutcome;
import dev.solvent.attest.liabilities.LiabilitiesInclusion;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding.Result;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.verifier.source.Located;
import java.util.List;
import java.util.Optional;

/**
 * One customer's share of one attestation, as a report lets it be told: which balances are shown to
 * be counted, and where nothing is. It decides nothing: the verdict is the report's.
 *
 * @param without the attested assets in which nothing is counted for the customer
 */
record Share(
    AccountId account, Issuer issuer, Epoch epoch, List<Balance> balances, List<Asset> without) {
  /** What the debts that an attestation states rest on. */
  private static final List<Check> DEBTS =
      List.of(
          Check.TRUST_ROOT,
          Check.LOG_CHECKPOINT,
          Check.LOG_WITNESSES,
          Check.LOG_INCLUSION,
          Check.STATEMENT_SIGNATURE,
          Check.STATEMENT_FORM,
          Check.LIABILITIES_MANIFEST);

  /** A balance as the customer's proof states it. */
  record Balance(Asset asset, Amount units, boolean counted) {}

  Share {
    balances = List.copyOf(balances);
    without = List.copyOf(without);
  }

  /** Whether the debts are those that this issuer signed, in the log that everybody sees. */
  static boolean debtsHold(Report report) {
    return DEBTS.stream().allMatch(check -> report.finding(check).result() == Result.PASS)
        && (report.finding(Check.LOG_CONSISTENCY).result() == Result.PASS
            || report.finding(Check.LOG_CONSISTENCY).result() == Result.ABSENT);
  }

  /** Of whom nothing was found. */
  static Share none(AccountId account, Issuer issuer, Epoch epoch, List<Asset> without) {
    return new Share(account, issuer, epoch, List.of(), without);
  }

  static Share of(AccountProof proof, Report report, Located located) {
    Optional<LiabilitiesManifest> attested =
        debtsHold(report) && isOf(proof, located) ? debts(located) : Optional.empty();
    Optional<InclusionOutcome> outcome =
        attested.map(manifest -> LiabilitiesInclusion.check(manifest, proof, List.of()));
    return new Share(
        proof.accountId(),
        proof.issuer(),
        proof.epoch(),
        outcome
            .map(found -> found.positions().stream().map(Share::balance).toList())
            .orElseGet(() ->
                proof.positions().stream()
                    .map(each -> new Balance(each.asset(), each.balance(), false))
                    .toList()),
        outcome.map(InclusionOutcome::notCounted).orElse(List.of()));
  }

  private static Balance balance(InclusionOutcome.Position position) {
    return new Balance(position.proof().asset(), position.proof().balance(), position.isCounted());
  }

  /** A proof of another attestation shows nothing here, even where its leaves fold. */
  private static boolean isOf(AccountProof proof, Located located) {
    Optional<Statement> statement = located.stated();
    return statement.isPresent()
        && proof.issuer().equals(statement.get().issuer())
        && proof.epoch().equals(statement.get().epoch())
        && proof.attestation().map(id -> id.equals(statement.get().id())).orElse(true);
  }

  /** The manifest of what is owed; of what the checks made of it, the report says. */
  static Optional<LiabilitiesManifest> debts(Located located) {
    try {
      var bytes =
          located
              .stated()
              .flatMap(statement -> statement.digestOf(Subject.LIABILITIES))
              .flatMap(located.bundle().blobs().and(located.beside())::find);
      return bytes.isPresent()
          ? Optional.of(LiabilitiesManifest.parse(bytes.get().toBytes()))
          : Optional.empty();
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  boolean isCounted() {
    return !balances.isEmpty() && balances.stream().allMatch(Balance::counted);
  }
}
