package dev.solvent.verifier.monitor;

import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.published.PublishedLog;
import dev.solvent.attest.published.PublishedPath;
import dev.solvent.attest.published.PublishedRoots;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.merkle.MalformedException;
import dev.solvent.verifier.cli.Malformed;
import dev.solvent.verifier.source.Site;
import java.io.IOException;
import java.util.List;

/**
 * A place that shows a log, as it was asked once.
 *
 * @param root the newest that the pinned one leads to
 */
public record Place(String name, PublishedLog log, SignedCheckpoint checkpoint, TrustRoot root) {
  /** Asks for its newest checkpoint and its trust roots. */
  public static Place ask(Site site, SignedRoot pinned) throws IOException {
    PublishedLog log = new PublishedLog(site);
    SignedCheckpoint checkpoint;
    try {
      checkpoint =
          log.checkpoint()
              .orElseThrow(() ->
                  new UserError(
                      site.name() + ": no log is published here, want " + PublishedPath.CHECKPOINT,
                      "name the exchange's own address, or the top of a copied folder"));
    } catch (MalformedException e) {
      throw new Malformed(site.name() + "/" + PublishedPath.CHECKPOINT, e, "");
    }
    return new Place(
        site.name(), log, checkpoint, PublishedRoots.newest(pinned, published(site)).root());
  }

  /** What cannot be read leads nowhere: the pinned root has to do. */
  private static List<SignedRoot> published(Site site) throws IOException {
    try {
      return PublishedRoots.read(site);
    } catch (MalformedException e) {
      return List.of();
    }
  }
}
