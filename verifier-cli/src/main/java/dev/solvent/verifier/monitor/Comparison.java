package dev.solvent.verifier.monitor;

import dev.solvent.attest.log.Lineage;
import dev.solvent.attest.log.Lineage.Forked;
import dev.solvent.attest.log.Lineage.NotShown;
import dev.solvent.attest.log.OtherBeginning;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.program.FileErrors;
import dev.solvent.attest.published.NotPublishedException;
import dev.solvent.attest.published.PublishedLog;
import dev.solvent.merkle.Issuer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Two checkpoints of a log, and what they were shown to be to each other. */
record Comparison(SignedCheckpoint older, SignedCheckpoint newer, Lineage lineage) {
  /**
   * Asks for the tiles between them.
   *
   * @param others are asked where the first does not show it
   */
  static Comparison of(
      SignedCheckpoint older, SignedCheckpoint newer, PublishedLog first, List<PublishedLog> others)
      throws IOException {
    Lineage lineage = lineage(older, newer, first);
    for (PublishedLog other : others) {
      if (!(lineage instanceof NotShown)) {
        break;
      }
      Lineage elsewhere = elsewhere(older, newer, other);
      lineage = elsewhere instanceof NotShown ? lineage : elsewhere;
    }
    return new Comparison(older, newer, lineage);
  }

  /** One of the others that does not answer is no reason to say less than the first one shows. */
  private static Lineage elsewhere(
      SignedCheckpoint older, SignedCheckpoint newer, PublishedLog log) {
    try {
      return lineage(older, newer, log);
    } catch (IOException e) {
      return new NotShown(FileErrors.inWords(e));
    }
  }

  private static Lineage lineage(SignedCheckpoint older, SignedCheckpoint newer, PublishedLog log)
      throws IOException {
    try {
      return log.reader().lineage(older.checkpoint(), newer.checkpoint());
    } catch (NotPublishedException e) {
      return new NotShown(String.valueOf(e.getMessage()));
    }
  }

  ForkEvidence evidence(Issuer issuer) {
    Optional<OtherBeginning> beginning =
        lineage instanceof Forked(var shown) ? shown : Optional.empty();
    return new ForkEvidence(issuer, older, newer, beginning, tried());
  }

  private String tried() {
    String asked =
        "the tiles that show how the log of size "
            + newer.checkpoint().size()
            + " begins with that of size "
            + older.checkpoint().size();
    return switch (lineage) {
      case Lineage.Continued continued -> asked + ": it does, and the smaller was cosigned later";
      case Forked(var beginning) ->
          beginning.isPresent()
              ? asked + ": they show another beginning"
              : "nothing: the two signatures are enough";
      case NotShown(var why) -> asked + ": " + why;
    };
  }

  String sentence(Issuer issuer) {
    return evidence(issuer).sentence();
  }
}
