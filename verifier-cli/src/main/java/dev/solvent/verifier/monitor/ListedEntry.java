package dev.solvent.verifier.monitor;

import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.verify.LoggedStatement;
import java.util.Optional;

/** An entry of the log, and whether it is a statement that the keys of its index signed. */
record ListedEntry(long index, LoggedStatement logged) {
  Optional<Statement> statement() {
    return logged instanceof LoggedStatement.Signed(Statement statement)
        ? Optional.of(statement)
        : Optional.empty();
  }

  Optional<String> fault() {
    return logged instanceof LoggedStatement.Refused(String why)
        ? Optional.of("entry " + index + ": " + why)
        : Optional.empty();
  }
}
