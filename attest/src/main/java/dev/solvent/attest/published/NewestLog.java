package dev.solvent.attest.published;

import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.bundle.EarlierCheckpoint;
import dev.solvent.attest.bundle.Replacement;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.ContradictionException;
import dev.solvent.attest.log.LogProof;
import dev.solvent.attest.log.LogReader;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.statement.Replaces;
import dev.solvent.attest.statement.Statement;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings a bundle under the newest checkpoint of its log. A bundle says how the log was when it was
 * published; whether its statement is still the latest, only the log as it is now says.
 */
public final class NewestLog {
  /** Hourly statements of eleven years: a log that claims more is not walked through. */
  private static final long MOST_LATER = 100_000;

  private final LogReader reader;
  private final SignedCheckpoint newest;

  private NewestLog(LogReader reader, SignedCheckpoint newest) {
    this.reader = reader;
    this.newest = newest;
  }

  /**
   * The bundle with its proofs made anew, from the published tiles.
   *
   * @throws ContradictionException where the tiles do not show the bundle's checkpoint, and so its
   *     statement, in the newest log
   */
  public static Bundle bring(Bundle bundle, PublishedLog log, SignedCheckpoint newest)
      throws IOException {
    Checkpoint was = bundle.logProof().checkpoint().checkpoint();
    Checkpoint is = newest.checkpoint();
    if (bundle.logProof().index() >= was.size()) {
      return bundle; // its proof is none, which the verification says
    }
    if (was.size() > is.size()) {
      throw new ContradictionException(
          "checkpoint of size " + is.size() + ", want the bundle's " + was.size() + " or more");
    }
    LogReader reader = log.reader();
    reader.consistency(was, is);
    return new NewestLog(reader, newest).bring(bundle);
  }

  private Bundle bring(Bundle bundle) throws IOException {
    LogProof proof = reader.proof(bundle.logProof().index(), newest);
    return bundle.under(proof, earlier(bundle), replacement(bundle));
  }

  /** Those that do not follow were not shown to follow in the bundle either: they are left out. */
  private List<EarlierCheckpoint> earlier(Bundle bundle) throws IOException {
    Checkpoint is = newest.checkpoint();
    List<EarlierCheckpoint> shown = new ArrayList<>();
    for (EarlierCheckpoint each : bundle.earlier()) {
      Checkpoint older = new Checkpoint(is.origin(), each.size(), each.root());
      if (reader.begins(older, is)) {
        List<Hash> proof = reader.consistency(older, is);
        shown.add(new EarlierCheckpoint(each.size(), each.root(), proof));
      }
    }
    Checkpoint was = bundle.logProof().checkpoint().checkpoint();
    if (was.size() > 0 && shown.stream().noneMatch(each -> each.size() == was.size())) {
      shown.add(new EarlierCheckpoint(was.size(), was.root(), reader.consistency(was, is)));
    }
    return shown;
  }

  /** The first later entry that says that it replaces this statement. */
  private Optional<Replacement> replacement(Bundle bundle) throws IOException {
    Hash id = bundle.envelope().payloadDigest();
    long size = newest.checkpoint().size();
    if (size - bundle.logProof().index() > MOST_LATER) {
      throw new IOException(
          "log of size " + size + ", want at most " + MOST_LATER + " entries after this one");
    }
    for (long index = bundle.logProof().index() + 1; index < size; index++) {
      Optional<Envelope> later = entry(index);
      if (later.isPresent() && replaces(later.get()).equals(Optional.of(id))) {
        return Optional.of(new Replacement(later.get(), reader.proof(index, newest)));
      }
    }
    return Optional.empty();
  }

  private Optional<Envelope> entry(long index) throws IOException {
    try {
      return Optional.of(Envelope.parse(reader.entry(index, newest.checkpoint())));
    } catch (MalformedException e) {
      return Optional.empty(); // whoever verifies that epoch sees it
    }
  }

  private static Optional<Hash> replaces(Envelope envelope) {
    try {
      return Statement.parse(envelope.payload()).replaces().map(Replaces::sha256);
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }
}
