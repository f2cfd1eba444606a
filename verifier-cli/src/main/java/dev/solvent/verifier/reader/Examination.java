package dev.solvent.verifier.reader;

import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.ContradictionException;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.published.NewestLog;
import dev.solvent.attest.published.PublishedLog;
import dev.solvent.attest.published.PublishedPath;
import dev.solvent.attest.published.PublishedRoots;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding.Result;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.attest.verify.Examined;
import dev.solvent.attest.verify.Exhibits;
import dev.solvent.attest.verify.OwnView;
import dev.solvent.attest.verify.Reader;
import dev.solvent.attest.verify.Verification;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.verifier.cli.Malformed;
import dev.solvent.verifier.source.Located;
import dev.solvent.verifier.source.Site;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * One attestation under one reader's eyes: what was located, brought as near to the present as the
 * publication allows, and compared with what the reader has seen.
 */
public final class Examination {
  private final ReaderOptions options;
  private final Located located;
  private final Reader reader;
  private final Optional<Issuer> issuer;
  private final Optional<Compared> compared;

  private Examination(
      ReaderOptions options,
      Located located,
      Reader reader,
      Optional<Issuer> issuer,
      Optional<Compared> compared) {
    this.options = options;
    this.located = located;
    this.reader = reader;
    this.issuer = issuer;
    this.compared = compared;
  }

  /** Prepares it; there is none without a trust root. */
  public static Examination of(ReaderOptions options, Located found) throws IOException {
    Optional<Issuer> issuer = found.stated().map(Statement::issuer);
    SignedRoot pinned = pinned(options, found, issuer);
    Located located = withRoots(found);
    Optional<Compared> compared = Optional.empty();
    if (options.asksForToday() && located.site().isPresent()) {
      PublishedLog log = new PublishedLog(located.site().get());
      Optional<SignedCheckpoint> newest = checkpoint(located.site().get(), log);
      if (newest.isPresent()) {
        try {
          located = located.with(brought(located.bundle(), log, newest.get()));
        } catch (ContradictionException e) {
          // Two histories, or damage: the checks say so, who compare the two.
          Checkpoint shown = located.bundle().logProof().checkpoint().checkpoint();
          compared =
              Optional.of(
                  Compared.contradicting(newest.get(), shown, String.valueOf(e.getMessage())));
        }
      }
    }
    if (compared.isEmpty()) {
      compared = Compared.withLastSeen(options, located, issuer);
    }
    Reader reader =
        new Reader(pinned, options.policy(), options.now(), compared.map(Compared::seen));
    return new Examination(options, located, reader, issuer, compared);
  }

  /** A checkpoint that lags behind the bundle's own brings it nowhere, if it is of the same log. */
  private static Bundle brought(Bundle bundle, PublishedLog log, SignedCheckpoint newest)
      throws IOException {
    Checkpoint own = bundle.logProof().checkpoint().checkpoint();
    if (newest.checkpoint().size() >= own.size()) {
      return NewestLog.bring(bundle, log, newest);
    }
    log.reader().consistency(newest.checkpoint(), own);
    return bundle;
  }

  private static SignedRoot pinned(ReaderOptions options, Located found, Optional<Issuer> issuer)
      throws IOException {
    Optional<SignedRoot> named = options.named();
    if (named.isPresent()) {
      return named.get();
    }
    return options.pinned(
        issuer.orElseThrow(() ->
            new UserError(
                found.name() + ": says of nobody whose attestation it is, want a statement",
                "--trust names the root under which to judge it")));
  }

  /** A later root may be what a receipt's key or a closed period rests on. */
  private static Located withRoots(Located found) throws IOException {
    if (found.site().isEmpty()) {
      return found;
    }
    try {
      List<SignedRoot> published = PublishedRoots.read(found.site().get());
      return found.with(PublishedRoots.beside(found.bundle(), published));
    } catch (MalformedException e) {
      return found; // what the bundle brings has to do, or fails
    }
  }

  private static Optional<SignedCheckpoint> checkpoint(Site site, PublishedLog log)
      throws IOException {
    try {
      return log.checkpoint();
    } catch (MalformedException e) {
      throw new Malformed(
          site.name() + "/" + PublishedPath.CHECKPOINT, e, "--at judges what the file shows");
    }
  }

  /** What is shown, as it was looked at. */
  public Located located() {
    return located;
  }

  public Reader reader() {
    return reader;
  }

  /** The other state of the log that it was compared with, for {@code --seen}. */
  public Optional<SignedCheckpoint> compared() {
    return compared.map(Compared::signed);
  }

  /** The bundle by which the same examination can be made again without asking anybody. */
  public Bundle repeatable() {
    return compared.map(other -> other.provedIn(located.bundle())).orElse(located.bundle());
  }

  /** Makes every check; what is shown beside the bundle, if anything, is in the exhibits. */
  public Report report(Exhibits exhibits) throws IOException {
    return examine(exhibits, OwnView.NONE).report();
  }

  /** The same, with what the reader's own nodes show, for who shows more of it than the report. */
  public Examined examine(Exhibits exhibits, OwnView own) throws IOException {
    Examined examined =
        Verification.examine(located.bundle(), exhibits.with(located.beside()), reader.with(own));
    if (issuer.isPresent() && options.remembers() && logPassed(examined.report())) {
      options.home().remember(issuer.get(), located.bundle().logProof().checkpoint());
    }
    return examined;
  }

  private static boolean logPassed(Report report) {
    return passed(report, Check.TRUST_ROOT)
        && passed(report, Check.LOG_CHECKPOINT)
        && passed(report, Check.LOG_WITNESSES)
        && (passed(report, Check.LOG_CONSISTENCY)
            || report.finding(Check.LOG_CONSISTENCY).result() == Result.ABSENT);
  }

  private static boolean passed(Report report, Check check) {
    return report.finding(check).result() == Result.PASS;
  }
}
