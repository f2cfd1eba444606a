package dev.solvent.verifier.monitor;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.CheckpointVerdict;
import dev.solvent.attest.log.ContradictionException;
import dev.solvent.attest.log.Lineage;
import dev.solvent.attest.log.LogAudit;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.WitnessPolicy;
import dev.solvent.attest.log.WitnessVerdict;
import dev.solvent.attest.log.WitnessVerdict.Cosigned;
import dev.solvent.attest.policy.Limits;
import dev.solvent.attest.published.NotPublishedException;
import dev.solvent.attest.published.PublishedLog;
import dev.solvent.attest.report.Verdict;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.verify.LoggedStatement;
import dev.solvent.verifier.monitor.PlaceReport.State;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One look at what one place shows of a log. It is made once. */
final class LogCheck {
  private final Place place;
  private final Watch watch;
  private final Timestamp now;
  private final SignedCheckpoint shown;
  private final List<String> faults = new ArrayList<>();
  private final List<ListedEntry> entries = new ArrayList<>();
  private List<Cosigned> witnesses = List.of();
  private Verdict verdict = Verdict.VERIFIED;
  private Optional<ForkEvidence> evidence = Optional.empty();

  private LogCheck(Place place, Watch watch, Timestamp now) {
    this.place = place;
    this.watch = watch;
    this.now = now;
    shown = place.checkpoint();
  }

  /**
   * Looks at it.
   *
   * @param seen the checkpoint that this reader was shown last
   * @param others whoever may have the tiles that this place does not show
   */
  static PlaceReport of(
      Place place,
      Watch watch,
      Optional<SignedCheckpoint> seen,
      List<PublishedLog> others,
      Timestamp now)
      throws IOException {
    LogCheck check = new LogCheck(place, watch, now);
    State state = check.look(seen, others);
    return new PlaceReport(
        place.name(),
        state,
        check.verdict,
        Optional.of(check.shown),
        check.witnesses,
        check.entries,
        check.faults,
        check.evidence);
  }

  private void fault(Verdict worst, String sentence) {
    faults.add(sentence);
    verdict = worst.compareTo(verdict) < 0 ? worst : verdict;
  }

  private State look(Optional<SignedCheckpoint> seen, List<PublishedLog> others)
      throws IOException {
    if (shown.check(place.root().logOrigin(), place.root().logKeys())
        instanceof CheckpointVerdict.Rejected(var reason, var detail)) {
      fault(Verdict.FAILED, "checkpoint: " + detail);
      return State.REFUSED;
    }
    witnesses();
    State state = seen.isEmpty() ? State.FIRST : compare(seen.get(), others);
    if (state == State.FORK || state == State.INCONSISTENT) {
      return state;
    }
    long known = seen.map(last -> last.checkpoint().size()).orElse(0L);
    return audit(known) ? state : State.DAMAGED;
  }

  private void witnesses() {
    Optional<WitnessPolicy> policy = watch.policy().witnessPolicy();
    if (policy.isEmpty()) {
      fault(Verdict.FAILED, "the policy names no witness, want at least one that counts");
      return;
    }
    Limits limits = watch.policy().limits();
    switch (policy.get().check(shown, now, limits.skew())) {
      case WitnessVerdict.QuorumMet met -> {
        witnesses = met.cosigned();
        Instant oldest = now.instant().minus(limits.cosignatureAge());
        if (!policy.get().isMetSince(oldest, met)) {
          fault(Verdict.STALE, "no quorum of cosignatures younger than " + limits.cosignatureAge());
        }
      }
      case WitnessVerdict.QuorumMissed(var cosigned, var detail) -> {
        witnesses = cosigned;
        fault(Verdict.FAILED, "witnesses: " + detail);
      }
      case WitnessVerdict.Rejected(var reason, var detail) ->
          fault(Verdict.FAILED, "witnesses: " + detail);
    }
  }

  private State compare(SignedCheckpoint seen, List<PublishedLog> others) throws IOException {
    Checkpoint is = shown.checkpoint();
    Checkpoint was = seen.checkpoint();
    if (is.equals(was)) {
      return State.SAME;
    }
    boolean grown = is.size() >= was.size();
    Comparison comparison =
        Comparison.of(grown ? seen : shown, grown ? shown : seen, place.log(), others);
    return switch (comparison.lineage()) {
      case Lineage.Continued continued when grown -> State.GROWN;
      case Lineage.Continued continued -> older(seen, comparison);
      case Lineage.Forked forked -> {
        evidence = Optional.of(comparison.evidence(place.root().issuer()));
        fault(Verdict.FAILED, comparison.sentence(place.root().issuer()));
        yield State.FORK;
      }
      case Lineage.NotShown(var why) -> {
        evidence = Optional.of(comparison.evidence(place.root().issuer()));
        fault(
            Verdict.FAILED,
            "nothing shows that the log of size "
                + comparison.newer().checkpoint().size()
                + " begins with that of size "
                + comparison.older().checkpoint().size()
                + ": "
                + why);
        yield State.INCONSISTENT;
      }
    };
  }

  /** A copy may be behind; but no witness goes back. */
  private State older(SignedCheckpoint seen, Comparison comparison) {
    Optional<Cosigned> later = cosignedAfter(seen);
    if (later.isPresent()) {
      evidence = Optional.of(comparison.evidence(place.root().issuer()));
      fault(
          Verdict.FAILED,
          "size "
              + shown.checkpoint().size()
              + ", which "
              + later.get().witness().name()
              + " cosigned at "
              + later.get().time()
              + ", after size "
              + seen.checkpoint().size());
      return State.INCONSISTENT;
    }
    fault(
        Verdict.STALE,
        "size " + shown.checkpoint().size() + ", want " + seen.checkpoint().size() + ", seen last");
    return State.OLDER;
  }

  private Optional<Cosigned> cosignedAfter(SignedCheckpoint seen) {
    List<Cosigned> before =
        watch.policy().witnessPolicy().map(policy -> counted(policy, seen)).orElse(List.of());
    return witnesses.stream()
        .filter(one ->
            before.stream()
                .anyMatch(other ->
                    other.witness().equals(one.witness())
                        && one.time().compareTo(other.time()) > 0))
        .findFirst();
  }

  private List<Cosigned> counted(WitnessPolicy policy, SignedCheckpoint signed) {
    return switch (policy.check(signed, now, watch.policy().limits().skew())) {
      case WitnessVerdict.QuorumMet(var cosigned) -> cosigned;
      case WitnessVerdict.QuorumMissed(var cosigned, var detail) -> cosigned;
      case WitnessVerdict.Rejected rejected -> List.of();
    };
  }

  /** Whether what is published is what the checkpoint commits to; new entries are listed. */
  private boolean audit(long known) throws IOException {
    long size = shown.checkpoint().size();
    long from = Math.max(0, Math.min(known, size - 1)); // the last one says when the next is due
    List<ListedEntry> read = new ArrayList<>();
    try {
      LogAudit.run(
          from,
          shown.checkpoint(),
          place.log().tiles(),
          (index, bytes) ->
              read.add(new ListedEntry(index, LoggedStatement.of(index, bytes, place.root()))));
    } catch (ContradictionException | NotPublishedException e) {
      fault(Verdict.FAILED, String.valueOf(e.getMessage()));
      return false;
    }
    read.forEach(entry -> entry.fault().ifPresent(why -> fault(Verdict.FAILED, why)));
    read.stream().filter(entry -> entry.index() >= known).forEach(entries::add);
    if (!read.isEmpty()) {
      read.getLast().statement().ifPresent(this::due);
    }
    return true;
  }

  private void due(Statement last) {
    if (last.nextDueBy().compareTo(now) < 0) {
      fault(
          Verdict.STALE,
          "the next statement was due by " + last.nextDueBy() + ", and it is " + now);
    }
  }
}
