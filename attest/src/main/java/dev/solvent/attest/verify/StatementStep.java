package dev.solvent.attest.verify;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.envelope.SignedBy;
import dev.solvent.attest.policy.Limits;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.trust.KeySet;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.merkle.MalformedException;
import java.time.Instant;
import java.util.Optional;

/** The checks of the statement: who signed it, what it is, and until when it may be relied upon. */
final class StatementStep {
  private StatementStep() {}

  /** The keys are those of the newest root, at the index where the entry stands. */
  static Finding signature(Envelope envelope, TrustRoot root, long index) {
    if (!envelope.payloadType().equals(Statement.PAYLOAD_TYPE)) {
      return Finding.fail(
          Check.STATEMENT_SIGNATURE,
          "envelope of another payload type, want " + Statement.PAYLOAD_TYPE);
    }
    KeySet signers = root.signersAt(index);
    return switch (envelope.verify(signers.keys(), signers.threshold())) {
      case SignedBy.Enough(var by) ->
          Finding.pass(
              Check.STATEMENT_SIGNATURE,
              by.size() + " of " + signers.keys().size() + " statement keys signed",
              by.stream().map(key -> "key " + key.id()).toArray(String[]::new));
      case SignedBy.TooFew few -> Finding.fail(Check.STATEMENT_SIGNATURE, few.detail());
    };
  }

  /** The statement, or a finding of why there is none. */
  record Parsed(Optional<Statement> statement, Finding finding) {}

  static Parsed form(Envelope envelope, TrustRoot root) {
    Statement statement;
    try {
      statement = Statement.parse(envelope.payload());
    } catch (MalformedException e) {
      return failed("statement " + e.getMessage());
    }
    if (!statement.issuer().equals(root.issuer())) {
      return failed("statement of " + statement.issuer() + ", want " + root.issuer());
    }
    if (!statement.logOrigin().equals(root.logOrigin())) {
      return failed(
          "statement for the log " + statement.logOrigin() + ", want " + root.logOrigin());
    }
    return new Parsed(
        Optional.of(statement),
        Finding.pass(
            Check.STATEMENT_FORM,
            "a statement of " + statement.issuer() + " for epoch " + statement.epoch(),
            "id " + statement.id()));
  }

  private static Parsed failed(String sentence) {
    return new Parsed(Optional.empty(), Finding.fail(Check.STATEMENT_FORM, sentence));
  }

  static Finding freshness(Statement statement, Timestamp now, Limits limits, boolean witnessed) {
    if (statement.asOf().instant().isAfter(now.instant().plus(limits.skew()))) {
      return Finding.fail(
          Check.FRESHNESS, "as of " + statement.asOf() + ", want it past, and it is " + now);
    }
    Instant latest = statement.asOf().instant().plus(limits.interval());
    if (statement.nextDueBy().instant().isAfter(latest)) {
      return Finding.fail(
          Check.FRESHNESS,
          "next due by "
              + statement.nextDueBy()
              + ", want at most "
              + limits.interval()
              + " after "
              + statement.asOf());
    }
    if (statement.nextDueBy().compareTo(now) < 0) {
      return Finding.fail(
          Check.FRESHNESS,
          "the next statement was due by " + statement.nextDueBy() + ", and it is " + now);
    }
    return witnessed
        ? Finding.pass(Check.FRESHNESS, "the next statement is due by " + statement.nextDueBy())
        : Finding.fail(
            Check.FRESHNESS, "no quorum of cosignatures younger than " + limits.cosignatureAge());
  }
}
