package dev.solvent.verifier.check;

import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.liabilities.AccountLink;
import dev.solvent.attest.liabilities.ExpectedBalance;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.ContradictionException;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.published.Pointer;
import dev.solvent.attest.published.PublishedLog;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.report.Verdict;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.attest.verify.Exhibits;
import dev.solvent.attest.verify.Reader;
import dev.solvent.attest.verify.Verification;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import dev.solvent.verifier.check.LinkChecked.Range;
import dev.solvent.verifier.reader.Examination;
import dev.solvent.verifier.reader.ReaderOptions;
import dev.solvent.verifier.source.Located;
import dev.solvent.verifier.source.Site;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Checks what a link opens, epoch by epoch, from the newest back. An exchange that counts each half
 * of its customers on alternate days is caught by the half left out, so every statement since the
 * last accepted one has to count this customer. One thread.
 */
final class LinkCheck {
  private final ReaderOptions options;
  private final Site site;
  private final AccountLink link;
  private final LinkedShare shares;
  private final BiConsumer<Epoch, Epoch> progress;

  /**
   * @param site whose attestations they are
   * @param service where proofs are asked for
   * @param progress told which epoch comes next, and which came first
   */
  LinkCheck(
      ReaderOptions options,
      Site site,
      ProofService service,
      AccountLink link,
      BiConsumer<Epoch, Epoch> progress) {
    this.options = options;
    this.site = site;
    this.link = link;
    this.progress = progress;
    shares = new LinkedShare(link, service);
  }

  /** Checks one epoch and no other. */
  LinkChecked alone(Epoch epoch, List<ExpectedBalance> expected) throws IOException {
    Checked checked = shares.check(epoch, expected, examine(epoch));
    return new LinkChecked(checked, List.of(), new Range.Alone(), Optional.empty());
  }

  /**
   * Checks the newest epoch and those before it, and remembers what was accepted.
   *
   * @param since from where on, if the user says so
   */
  LinkChecked all(Optional<Epoch> since, List<ExpectedBalance> expected) throws IOException {
    Epoch epoch = newest();
    LinkedShare.Attestation attestation = examine(epoch);
    Checked newest = shares.check(epoch, expected, attestation);
    Optional<Issuer> issuer = newest.report().issuer();
    if (issuer.isEmpty() || !Share.debtsHold(newest.report())) {
      // Nothing that is older can be compared with what is not known to be the log.
      return new LinkChecked(newest, List.of(), new Range.Alone(), Optional.empty());
    }
    LinkMemory memory = new LinkMemory(options.home(), issuer.get(), link.customerKey());
    Range range = range(epoch, since, memory);
    newest = notBefore(range, epoch, newest);
    LinkChecked checked = back(range, epoch, newest, attestation.reader());
    if (options.remembers() && checked.verdict() != Verdict.FAILED) {
      memory.accept(epoch);
    }
    return checked;
  }

  private Epoch newest() throws IOException {
    return site.pointer()
        .newest()
        .map(Pointer.Named::epoch)
        .orElseThrow(() -> new UserError(site.name() + ": no attestation yet, want the first", ""));
  }

  private LinkedShare.Attestation examine(Epoch epoch) throws IOException {
    Examination examination = Examination.of(options, Located.of(site, epoch));
    return new LinkedShare.Attestation(
        examination.located(), examination.reader(), examination::report);
  }

  private Range range(Epoch newest, Optional<Epoch> since, LinkMemory memory) throws IOException {
    if (since.isPresent()) {
      if (since.get().number() > newest.number()) {
        throw new UserError(
            "--since " + since.get() + ", want at most the newest epoch, " + newest, "");
      }
      return new Range.From(since.get());
    }
    Optional<Epoch> last = options.looksBack() ? memory.last() : Optional.empty();
    return last.isPresent() ? new Range.SinceAccepted(last.get()) : new Range.AsFarAsCounted();
  }

  /** A publication that goes back behind what was accepted is not the newest. */
  private static Checked notBefore(Range range, Epoch epoch, Checked newest) {
    return range instanceof Range.SinceAccepted(Epoch last) && last.number() > epoch.number()
        ? newest.amended(
            Finding.fail(
                Check.LOG_CONSISTENCY,
                "the newest epoch is " + epoch + ", want " + last + ", which this link accepted"))
        : newest;
  }

  private LinkChecked back(Range range, Epoch epoch, Checked newest, Reader reader)
      throws IOException {
    PublishedLog log = new PublishedLog(site);
    List<Checked> earlier = new ArrayList<>();
    Optional<Checked> end = Optional.empty();
    boolean open = range instanceof Range.AsFarAsCounted;
    if (!open || newest.isCounted()) {
      for (long n = epoch.number() - 1; n >= range.lowest() && end.isEmpty(); n--) {
        progress.accept(new Epoch(n), epoch);
        Checked older = older(new Epoch(n), newest.located(), log, reader);
        if (open && older.verdict() == Verdict.FAILED) {
          end = Optional.of(older);
        } else {
          earlier.add(older);
        }
      }
    }
    return new LinkChecked(newest, earlier, range, end);
  }

  /** As of its own time, as it was published; and standing in the log as it is now. */
  private Checked older(Epoch epoch, Located newest, PublishedLog log, Reader today)
      throws IOException {
    Located located = withRoots(Located.of(site, epoch), newest);
    Timestamp now =
        located
            .stated()
            .map(Statement::nextDueBy)
            .filter(due -> due.compareTo(today.now()) < 0)
            .orElse(today.now());
    Reader then = new Reader(today.pinned(), today.policy(), now, Optional.empty());
    Finding follows =
        follows(located.bundle(), newest.bundle().logProof().checkpoint().checkpoint(), log);
    return shares.check(
        epoch,
        List.of(),
        new LinkedShare.Attestation(
            located, then, exhibits -> Checked.amended(verify(located, exhibits, then), follows)));
  }

  private static Report verify(Located located, Exhibits exhibits, Reader reader) {
    return Verification.verify(located.bundle(), exhibits.with(located.beside()), reader);
  }

  private static Located withRoots(Located older, Located newest) {
    List<SignedRoot> roots = newest.bundle().roots();
    boolean all =
        older.bundle().roots().stream()
            .allMatch(root -> roots.stream().anyMatch(each -> each.id().equals(root.id())));
    return all ? older.with(older.bundle().with(roots)) : older;
  }

  private static Finding follows(Bundle older, Checkpoint newest, PublishedLog log)
      throws IOException {
    Checkpoint was = older.logProof().checkpoint().checkpoint();
    String found = "checkpoint of size " + was.size() + " of " + was.origin();
    if (!was.origin().equals(newest.origin()) || was.size() > newest.size()) {
      return Finding.fail(
          Check.LOG_CONSISTENCY,
          found + ", want an earlier one of the log of size " + newest.size());
    }
    try {
      log.reader().consistency(was, newest);
      return Finding.pass(
          Check.LOG_CONSISTENCY, "the log of size " + newest.size() + " goes on from there");
    } catch (ContradictionException e) {
      return Finding.fail(Check.LOG_CONSISTENCY, String.valueOf(e.getMessage()));
    }
  }
}
