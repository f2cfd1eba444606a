package dev.solvent.server.publish;

import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.store.LogRefusedException;
import dev.solvent.attest.log.store.LogSettings;
import dev.solvent.attest.log.store.PublishOutcome;
import dev.solvent.attest.log.store.TransparencyLog;
import dev.solvent.attest.statement.Replaces;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.store.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Takes an epoch from where it is to where it is to go. One run at a time; any thread. */
public final class Publisher {
  private final Office office;

  public Publisher(Office office) {
    this.office = office;
  }

  /**
   * What is to be done.
   *
   * @param until the last step that is done
   * @param restart takes back an epoch that is under way and not in the log
   * @param asItIs publishes what is logged though a check of ours fails
   * @param replaces of a new epoch: the earlier statement that it corrects
   */
  public record Plan(Step until, boolean restart, boolean asItIs, Optional<Replaces> replaces) {
    /** A whole epoch. */
    public static final Plan WHOLE = to(Step.PUBLISHED);

    public static Plan to(Step until) {
      return new Plan(until, false, false, Optional.empty());
    }

    public Plan restarting() {
      return new Plan(until, true, asItIs, replaces);
    }

    public Plan showingFaults() {
      return new Plan(until, restart, true, replaces);
    }

    public Plan replacing(Replaces earlier) {
      return new Plan(until, restart, asItIs, Optional.of(earlier));
    }
  }

  /** Goes on with the epoch that is under way, or begins the next one. */
  public Outcome run(Plan plan) throws IOException, InterruptedException {
    Optional<PublisherLock> held = PublisherLock.take(office.data().publisherLock());
    if (held.isEmpty()) {
      return new Outcome.Refused(
          "another publisher is at work on " + office.data().root(),
          "wait for it, or end it",
          Optional.empty());
    }
    try (PublisherLock _ = held.get()) {
      TransparencyLog log = openLog();
      return new EpochRun(office, log, plan).run();
    } catch (LogRefusedException e) {
      return new Outcome.Refused(
          "the log: " + e.getMessage(), remedy(e.reason()), Optional.empty());
    }
  }

  /**
   * Has the witnesses cosign the log as it is, so that what is public stays fresh.
   *
   * @return what was shown, or empty where the floor was not met or a publisher is at work
   */
  public Optional<SignedCheckpoint> refresh() throws IOException, LogRefusedException {
    Optional<PublisherLock> held = PublisherLock.take(office.data().publisherLock());
    if (held.isEmpty()) {
      return Optional.empty();
    }
    try (PublisherLock _ = held.get()) {
      TransparencyLog log = openLog();
      Optional<SignedCheckpoint> shown = shown();
      boolean isShown =
          shown.isPresent() && shown.get().checkpoint().equals(log.signed().checkpoint());
      if (!isShown && log.signed().checkpoint().size() > 0) {
        return Optional.empty(); // an epoch is on its way there
      }
      return switch (log.publish(office.now())) {
        case PublishOutcome.Published(var cosigned) -> {
          new PublicWriter(office).checkpoint(cosigned);
          yield Optional.of(cosigned);
        }
        case PublishOutcome.BelowFloor _ -> Optional.empty();
      };
    }
  }

  private TransparencyLog openLog() throws IOException, LogRefusedException {
    TransparencyLog log = TransparencyLog.open(settings(office));
    Optional<SignedCheckpoint> shown = shown();
    long signed = log.signed().checkpoint().size();
    if (shown.isPresent() && shown.get().checkpoint().size() > signed) {
      throw new IOException(
          "the public log has "
              + shown.get().checkpoint().size()
              + " entries and the database knows of "
              + signed
              + ": it is an old copy, want the one that signed last");
    }
    return log;
  }

  private Optional<SignedCheckpoint> shown() throws IOException {
    Path file = office.data().publicFolder().checkpoint();
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(SignedCheckpoint.parse(Files.readAllBytes(file)));
    } catch (MalformedException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  static LogSettings settings(Office office) throws IOException {
    return new LogSettings(
        office.data().log(),
        office.store().lock(office.logOrigin()),
        office.signing().log(),
        office.witnesses(),
        office.floor(),
        Office.TOLERANCE);
  }

  private static String remedy(LogRefusedException.Reason reason) {
    return switch (reason) {
      case NOT_INITIALISED -> "solvent init makes a log";
      case ALREADY_INITIALISED -> "go on with the one that is there";
      case DAMAGED_LOCK_STORE, PUBLISHED_AHEAD ->
          "bring back the database that signed last; one restored from a backup must not go on";
      case PUBLISHED_FORK, DAMAGED_TILES ->
          "solvent fsck names the files; bring them back from a copy of what was published";
      case OTHER_WRITER, RELOAD_NEEDED -> "publish again";
      case SIGNER_REFUSES -> "nothing may be published before it is known who else writes this log";
    };
  }
}
