package dev.solvent.attest.verify;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Finding.Result;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.merkle.MalformedException;

/**
 * An entry of the log by itself, as whoever reads the whole log meets it: the checks {@code
 * statement.signature} and {@code statement.form}, and that its epoch is that of its place.
 */
public sealed interface LoggedStatement {
  /** A statement that the keys of its index signed. */
  record Signed(Statement statement) implements LoggedStatement {}

  /** It is none, and why. */
  record Refused(String why) implements LoggedStatement {}

  /**
   * Looks at one entry.
   *
   * @param root the newest that the pinned one leads to
   */
  static LoggedStatement of(long index, byte[] entry, TrustRoot root) {
    Envelope envelope;
    try {
      envelope = Envelope.parse(entry);
    } catch (MalformedException e) {
      return new Refused("envelope " + e.getMessage());
    }
    Finding signature = StatementStep.signature(envelope, root, index);
    if (signature.result() != Result.PASS) {
      return new Refused(signature.sentence());
    }
    StatementStep.Parsed parsed = StatementStep.form(envelope, root);
    if (parsed.statement().isEmpty()) {
      return new Refused(parsed.finding().sentence());
    }
    Statement statement = parsed.statement().get();
    return statement.epoch().number() == index + 1
        ? new Signed(statement)
        : new Refused("statement of epoch " + statement.epoch() + ", want " + (index + 1));
  }
}
