package dev.solvent.verifier.reader;

import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.bundle.EarlierCheckpoint;
import dev.solvent.attest.json.JsonValue.JsonInteger;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.ContradictionException;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.published.PublishedLog;
import dev.solvent.attest.verify.Seen;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import dev.solvent.verifier.source.Located;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Another state of the log beside the one that is shown, and what shows that they are one log. */
record Compared(SignedCheckpoint signed, Seen seen) {
  private static final List<Hash> NO_HASHES = List.of();

  /**
   * A proof of no hashes, which the check refuses: no honest one could be made. Of two checkpoints
   * that are the same it would be the right one, though the tiles come to neither.
   */
  static Compared contradicting(SignedCheckpoint other, Checkpoint shown, String why) {
    Checkpoint checkpoint = other.checkpoint();
    return new Compared(
        other,
        checkpoint.equals(shown) ? Seen.refused(checkpoint, why) : new Seen(checkpoint, NO_HASHES));
  }

  /** What the reader saw last, if they saw anything. */
  static Optional<Compared> withLastSeen(
      ReaderOptions options, Located located, Optional<Issuer> issuer) throws IOException {
    Optional<SignedCheckpoint> last = options.seen(issuer);
    if (last.isEmpty()) {
      return Optional.empty();
    }
    SignedCheckpoint shown = located.bundle().logProof().checkpoint();
    Checkpoint seen = last.get().checkpoint();
    boolean earlier = shown.checkpoint().size() < seen.size();
    if (earlier && !options.asksForToday() && located.site().isPresent()) {
      return Optional.of(past(new PublishedLog(located.site().get()), shown, last.get()));
    }
    return Optional.of(new Compared(last.get(), new Seen(seen, proof(located, seen))));
  }

  /** What was seen begins with what is shown of an earlier day: so that was seen, too. */
  private static Compared past(PublishedLog log, SignedCheckpoint shown, SignedCheckpoint seen)
      throws IOException {
    try {
      log.reader().consistency(shown.checkpoint(), seen.checkpoint());
      return new Compared(shown, new Seen(shown.checkpoint(), NO_HASHES));
    } catch (ContradictionException e) {
      return contradicting(seen, shown.checkpoint(), String.valueOf(e.getMessage()));
    }
  }

  private static Optional<List<Hash>> proof(Located located, Checkpoint seen) throws IOException {
    Checkpoint shown = located.bundle().logProof().checkpoint().checkpoint();
    Optional<List<Hash>> brought =
        located.bundle().earlier().stream()
            .filter(each -> each.size() == seen.size() && each.root().equals(seen.root()))
            .map(EarlierCheckpoint::proof)
            .findFirst();
    if (brought.isPresent() || located.site().isEmpty()) {
      return brought;
    }
    if (seen.size() > shown.size()) {
      return Optional.of(NO_HASHES); // asked now, it shows less than it did
    }
    try {
      return Optional.of(new PublishedLog(located.site().get()).reader().consistency(seen, shown));
    } catch (ContradictionException e) {
      return Optional.of(NO_HASHES);
    }
  }

  /** The bundle with what shows that the two are one log: then nobody has to be asked again. */
  Bundle provedIn(Bundle bundle) {
    Checkpoint other = seen.checkpoint();
    Checkpoint own = bundle.logProof().checkpoint().checkpoint();
    boolean there =
        bundle.earlier().stream()
            .anyMatch(each -> each.size() == other.size() && each.root().equals(other.root()));
    boolean apart = !other.origin().equals(own.origin()); // no proof is looked at then
    boolean fits = other.size() > 0 && other.size() <= JsonInteger.MAX;
    if (seen.proof().isEmpty() || there || other.size() == own.size() || apart || !fits) {
      return bundle;
    }
    List<EarlierCheckpoint> earlier = new ArrayList<>(bundle.earlier());
    earlier.add(new EarlierCheckpoint(other.size(), other.root(), seen.proof().get()));
    return bundle.under(bundle.logProof(), earlier, bundle.replacement());
  }
}
