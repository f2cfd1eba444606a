package dev.solvent.server.publish;

import dev.solvent.attest.log.store.LogRefusedException;
import dev.solvent.attest.log.store.TransparencyLog;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.program.WholeFile;
import dev.solvent.attest.statement.Replaces;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Epoch;
import dev.solvent.server.data.EpochFolder;
import dev.solvent.server.publish.Publisher.Plan;
import dev.solvent.server.publish.StepOutcome.Done;
import dev.solvent.server.publish.StepOutcome.Stops;
import dev.solvent.server.publish.StepOutcome.Waits;
import dev.solvent.server.store.EpochRecord;
import dev.solvent.server.store.Step;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One run of a publisher, which holds the lock. One thread. */
final class EpochRun {
  private final Office office;
  private final TransparencyLog log;
  private final Plan plan;
  private final PublishStep publishing;
  private final Map<Step, EpochStep> steps = new EnumMap<>(Step.class);

  EpochRun(Office office, TransparencyLog log, Plan plan) {
    this.office = office;
    this.log = log;
    this.plan = plan;
    publishing = new PublishStep(office, plan.asItIs());
    steps.put(Step.SNAPSHOT, new SnapshotStep(office));
    steps.put(Step.RESERVES, new ReservesStep(office));
    steps.put(Step.STATEMENT, new StatementStep(office));
    steps.put(Step.SIGNED, new SignStep(office, log));
    steps.put(Step.LOGGED, new LogStep(office, log));
    steps.put(Step.WITNESSED, new WitnessStep(office, log));
    steps.put(Step.TIMESTAMPED, new TimeStep(office));
    steps.put(Step.PUBLISHED, publishing);
  }

  Outcome run() throws IOException, InterruptedException, LogRefusedException {
    long logged = log.signed().checkpoint().size();
    Optional<EpochRecord> newest = office.store().epochs().newest(1).stream().findFirst();
    Optional<Outcome> otherLog = refusalOf(newest, logged);
    if (otherLog.isPresent()) {
      return otherLog.get();
    }
    if (newest.isEmpty() || newest.get().reached() == Step.PUBLISHED) {
      return begin(new Epoch(logged + 1), plan.replaces());
    }
    EpochRecord epoch = newest.get();
    EpochFolder folder = office.data().epoch(epoch.epoch());
    boolean old = isTooOld(epoch);
    boolean corrects =
        plan.replaces().isPresent() && !plan.replaces().equals(Correction.of(folder));
    if (epoch.epoch().number() <= logged || !(old || corrects || plan.restart())) {
      return go(epoch);
    }
    if (old) {
      office
          .progress()
          .tell("epoch " + epoch.epoch() + " as of " + epoch.asOf() + " is too old, begun anew");
    }
    // What was to be corrected still is, though the epoch that was to do it has become too old.
    Optional<Replaces> replaces =
        plan.replaces().isPresent() || plan.restart() ? plan.replaces() : Correction.of(folder);
    if (!office.store().epochs().abandon(epoch.epoch())) {
      throw new IOException("epoch " + epoch.epoch() + " cannot be taken back");
    }
    return begin(epoch.epoch(), replaces);
  }

  /** The log has what is public, and at most the epoch that is under way besides. */
  private static Optional<Outcome> refusalOf(Optional<EpochRecord> newest, long logged) {
    long number = newest.map(epoch -> epoch.epoch().number()).orElse(0L);
    Step reached = newest.map(EpochRecord::reached).orElse(Step.PUBLISHED);
    boolean fits =
        switch (reached) {
          case BEGUN, SNAPSHOT, RESERVES, STATEMENT -> number == logged + 1;
          case SIGNED -> number == logged + 1 || number == logged;
          case LOGGED, WITNESSED, TIMESTAMPED, PUBLISHED -> number == logged;
        };
    return fits
        ? Optional.empty()
        : Optional.of(
            new Outcome.Refused(
                "epoch "
                    + number
                    + " is "
                    + reached.name().toLowerCase(Locale.ROOT)
                    + " here, and the log has "
                    + logged
                    + " entries",
                "does another publisher write this log? else bring back the database and the log of"
                    + " the same moment",
                newest.map(EpochRecord::epoch)));
  }

  private boolean isTooOld(EpochRecord epoch) {
    return office.now().instant().isAfter(epoch.asOf().instant().plus(office.patience()));
  }

  private Outcome begin(Epoch epoch, Optional<Replaces> replaces)
      throws IOException, InterruptedException {
    Timestamp now = office.now();
    Optional<Timestamp> last =
        epoch.number() == 1
            ? Optional.empty()
            : office.store().epochs().find(new Epoch(epoch.number() - 1)).map(EpochRecord::asOf);
    if (last.isPresent() && now.instant().isBefore(last.get().instant())) {
      return new Outcome.Refused(
          "the clock shows " + now + ", before the last epoch's moment " + last.get(),
          "was the clock set back? set it right",
          Optional.of(epoch));
    }
    EpochFolder folder = office.data().epoch(epoch);
    Leftovers.moveAway(office.data(), folder);
    Files.createDirectories(folder.root());
    if (replaces.isPresent()) {
      WholeFile.write(folder.replaces(), Correction.print(replaces.get()));
      new Sums(folder).note(Step.BEGUN);
    }
    if (!office.store().epochs().begin(epoch, now, now)) {
      return new Outcome.Refused(
          "epoch " + epoch + " cannot be begun: the database has it, or another one under way",
          "solvent status shows the epochs",
          Optional.of(epoch));
    }
    office.progress().tell("epoch " + epoch + " begun");
    return go(find(epoch));
  }

  private EpochRecord find(Epoch epoch) throws IOException {
    return office
        .store()
        .epochs()
        .find(epoch)
        .orElseThrow(() -> new IOException("epoch " + epoch + " is gone from the database"));
  }

  private Outcome go(EpochRecord from) throws IOException, InterruptedException {
    EpochRecord epoch = from;
    for (Optional<Step> next = epoch.reached().next();
        next.isPresent();
        next = epoch.reached().next()) {
      if (!plan.until().isAtLeast(next.get())) {
        return new Outcome.Halted(epoch.epoch(), epoch.reached());
      }
      switch (step(epoch, next.get())) {
        case Done(List<String> notes) -> {
          if (!office.store().epochs().advance(epoch.epoch(), epoch.reached(), office.now())) {
            return new Outcome.Refused(
                "epoch " + epoch.epoch() + " was moved on by another publisher",
                "two publishers share one database: end one of them",
                Optional.of(epoch.epoch()));
          }
          notes.forEach(note -> office.progress().tell("epoch " + from.epoch() + ": " + note));
        }
        case Waits(String why, String remedy) -> {
          return stuck(epoch, why, remedy, false);
        }
        case Stops(String why, String remedy) -> {
          return stuck(epoch, why, remedy, true);
        }
      }
      epoch = find(epoch.epoch());
    }
    forgetOldTrees(epoch.epoch());
    return new Outcome.Published(epoch.epoch(), publishing.report().orElseThrow());
  }

  /** The epoch is published, whether this can be done or not. */
  private void forgetOldTrees(Epoch newest) {
    try {
      Leftovers.forget(office.data(), newest, office.keepTrees());
    } catch (IOException e) {
      office.progress().tell("old trees are still there: " + inWords(e));
    }
  }

  /** What cannot be read or written just now is tried again; a bug is not. */
  private StepOutcome step(EpochRecord epoch, Step next) throws InterruptedException {
    EpochStep step = steps.get(next);
    if (step == null) {
      throw new IllegalStateException("no way to " + next);
    }
    if (next.compareTo(Step.LOGGED) <= 0
        && office.now().instant().isBefore(epoch.asOf().instant())) {
      return new Waits(
          "the clock shows " + office.now() + ", before the epoch's moment " + epoch.asOf(),
          "was it set back? set it right; was it ahead when the epoch began? solvent publish"
              + " --restart begins it anew");
    }
    Sums sums = new Sums(office.data().epoch(epoch.epoch()));
    try {
      sums.check(epoch.reached());
      StepOutcome outcome = step.run(epoch);
      sums.note(next);
      return outcome;
    } catch (DamagedException e) {
      return new Stops(
          inWords(e),
          "bring it back from a copy"
              + (epoch.reached().isAtLeast(Step.SIGNED)
                  ? "; solvent status says whether the epoch is in the log"
                  : "; or solvent publish --restart begins this epoch anew"));
    } catch (ForkException e) {
      return new Stops(
          inWords(e), "nothing more may be published before it is known who else writes this log");
    } catch (UserError e) {
      e.details().forEach(office.progress()::tell);
      String first = e.details().isEmpty() ? "" : ": " + e.details().getFirst().strip();
      return new Stops(
          inWords(e) + first, e.hint().isEmpty() ? "mend it, then publish again" : e.hint());
    } catch (IOException e) {
      return new Waits(
          inWords(e), "it is tried again; solvent doctor looks at disk, database and keys");
    } catch (LogRefusedException e) {
      return new Stops("the log: " + e.getMessage(), "solvent fsck looks at the log");
    }
  }

  /** Some exceptions of the file system have a file's name for their whole message. */
  private static String inWords(Exception e) {
    String message = e.getMessage();
    return switch (e) {
      case NoSuchFileException missing -> missing.getFile() + ": no such file";
      case AccessDeniedException denied -> denied.getFile() + ": not allowed";
      default -> message == null ? e.toString() : message;
    };
  }

  /** Where the trouble cannot be noted, as on a full disk, it is told all the same. */
  private Outcome stuck(EpochRecord epoch, String why, String remedy, boolean person) {
    try {
      office.store().epochs().trouble(epoch.epoch(), why, remedy, person, office.now());
    } catch (IOException e) {
      office.progress().tell("status does not have it: " + inWords(e));
    }
    return new Outcome.Stuck(epoch.epoch(), epoch.reached(), why, remedy, person);
  }
}
