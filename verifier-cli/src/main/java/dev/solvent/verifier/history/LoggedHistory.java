package dev.solvent.verifier.history;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.LogAudit;
import dev.solvent.attest.log.LogHasher;
import dev.solvent.attest.log.LogReader;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.verify.LoggedStatement;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.verifier.monitor.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole log of a publication, each entry held to its checkpoint; of the entries their hashes
 * and statements are kept. One thread.
 */
final class LoggedHistory {
  private final Checkpoint newest;
  private final LogReader reader;
  private final List<Hash> hashes = new ArrayList<>();
  private final List<LoggedStatement> statements = new ArrayList<>();
  private final Map<Hash, Epoch> epochs = new HashMap<>();

  private LoggedHistory(Place place) {
    newest = place.checkpoint().checkpoint();
    reader = place.log().reader();
  }

  /**
   * Reads it.
   *
   * @throws dev.solvent.attest.log.ContradictionException where a tile lies
   * @throws dev.solvent.attest.published.NotPublishedException where one is missing
   */
  static LoggedHistory read(Place place) throws IOException {
    LoggedHistory history = new LoggedHistory(place);
    LogAudit.run(
        0,
        history.newest,
        place.log().tiles(),
        (index, bytes) ->
            history.add(LogHasher.leaf(bytes), LoggedStatement.of(index, bytes, place.root())));
    return history;
  }

  private void add(Hash hash, LoggedStatement statement) {
    hashes.add(hash);
    statements.add(statement);
    if (statement instanceof LoggedStatement.Signed(Statement signed)) {
      epochs.put(signed.id(), signed.epoch());
    }
  }

  long size() {
    return newest.size();
  }

  /** The newest epoch that there was then: the last that is as of that time or before. */
  long lastBy(Timestamp time) {
    long last = size();
    while (last > 0
        && statement(last).filter(found -> found.asOf().compareTo(time) > 0).isPresent()) {
      last--;
    }
    return last;
  }

  Hash entry(Epoch epoch) {
    return hashes.get((int) (epoch.number() - 1));
  }

  /** Of an epoch of this log, where its entry is a statement. */
  Optional<Statement> statement(long epoch) {
    return epoch >= 1
            && statements.get((int) (epoch - 1)) instanceof LoggedStatement.Signed(var statement)
        ? Optional.of(statement)
        : Optional.empty();
  }

  /** What keeps its entry from being a statement. */
  Optional<String> fault(Epoch epoch) {
    return statements.get((int) (epoch.number() - 1)) instanceof LoggedStatement.Refused(var why)
        ? Optional.of("entry " + (epoch.number() - 1) + ": " + why)
        : Optional.empty();
  }

  /** By a statement's id. */
  Optional<Epoch> epochOf(Hash statement) {
    return Optional.ofNullable(epochs.get(statement));
  }

  /** Whether this log was once what that checkpoint says. */
  boolean begins(Checkpoint earlier) throws IOException {
    return reader.begins(earlier, newest);
  }
}
