package dev.solvent.server.backup;

import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.WitnessPolicy.Witness;
import dev.solvent.attest.log.WitnessVerdict;
import dev.solvent.attest.log.WitnessVerdict.QuorumMet;
import dev.solvent.attest.log.WitnessVerdict.QuorumMissed;
import dev.solvent.attest.log.store.Finding;
import dev.solvent.attest.log.store.Fsck;
import dev.solvent.attest.log.store.LogRefusedException;
import dev.solvent.attest.log.store.LogSettings;
import dev.solvent.attest.log.store.StoredLog;
import dev.solvent.attest.log.store.TransparencyLog;
import dev.solvent.attest.note.SignatureLine;
import dev.solvent.attest.program.Refused;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.program.WholeFile;
import dev.solvent.attest.text.Timestamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Goes on with a log that forgot what it signed, as after a restore. The rule: every witness of the
 * floor has to cosign the newest published checkpoint anew. A witness that has seen a larger log,
 * or another of this size, cannot; and what no witness has seen was published to nobody.
 */
final class LogResume {
  private final LogSettings log;
  private final Path published;

  private LogResume(LogSettings log, Path published) {
    this.log = log;
    this.published = published;
  }

  /**
   * Resumes the log, and brings the tiles that it lacks from the published folder.
   *
   * @param published a copy of {@code log/} as it was published last
   * @return where it goes on from
   * @throws Refused where it may not
   */
  static SignedCheckpoint run(LogSettings log, Path published, Timestamp now) throws IOException {
    return new LogResume(log, published).run(now);
  }

  private SignedCheckpoint run(Timestamp now) throws IOException {
    try {
      SignedCheckpoint newest =
          StoredLog.published(published)
              .orElseThrow(() ->
                  new UserError(
                      published + ": no checkpoint", "name a copy of the published log/ folder"));
      requireWhole(newest);
      bringTiles(); // with which a witness is shown how the log grew
      requireEveryWitness(newest, now);
      return TransparencyLog.resume(log, newest).signed();
    } catch (LogRefusedException e) {
      throw new Refused(
          e.reason() + ": " + e.getMessage(),
          List.of(),
          "nothing was signed; a person has to look");
    }
  }

  private void requireWhole(SignedCheckpoint newest) throws IOException {
    List<Finding> findings = Fsck.run(published, newest.checkpoint());
    if (!findings.isEmpty()) {
      throw new Refused(
          published + " is not the log of its checkpoint",
          findings.stream().map(Finding::toString).toList(),
          "copy it anew from where it is served");
    }
  }

  private void requireEveryWitness(SignedCheckpoint newest, Timestamp now) throws IOException {
    Set<Witness> silent = new HashSet<>(log.floor().witnesses());
    if (silent.isEmpty()) {
      throw new Refused(
          "no witness in the floor who could say what was signed last",
          List.of(),
          "a log without witnesses cannot go on after a restore: begin another under a new origin");
    }
    Instant earliest = now.instant().minus(log.tolerance());
    for (SignatureLine line : log.witnesses().collect(newest)) {
      SignedCheckpoint one = new SignedCheckpoint(newest.checkpoint(), List.of(line));
      List<WitnessVerdict.Cosigned> by =
          switch (log.floor().check(one, now, log.tolerance())) {
            case QuorumMet(var cosigned) -> cosigned;
            case QuorumMissed(var cosigned, var detail) -> cosigned;
            case WitnessVerdict.Rejected(var reason, var detail) -> List.of();
          };
      by.stream()
          .filter(cosigned -> !cosigned.time().instant().isBefore(earliest))
          .forEach(cosigned -> silent.remove(cosigned.witness()));
    }
    if (!silent.isEmpty()) {
      throw new Refused(
          "not every witness cosigned the checkpoint of size "
              + newest.checkpoint().size()
              + " anew",
          silent.stream().map(Witness::name).sorted().toList(),
          "one that has seen a larger log cannot: find a newer published copy; one that is gone for"
              + " good has to leave the floor first");
    }
  }

  /** What stands there already is compared by whoever resumes. */
  private void bringTiles() throws IOException {
    Path top = published.toRealPath();
    for (Path file : SourceFiles.in(published.resolve("tile"), path -> false)) {
      Path target = log.folder().resolve(top.relativize(file).toString());
      if (!Files.exists(target)) {
        Files.createDirectories(target.resolveSibling(""));
        WholeFile.write(target, Files.readAllBytes(file));
      }
    }
  }
}
