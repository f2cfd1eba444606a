package dev.solvent.server.publish;

import dev.solvent.attest.log.store.LogRefusedException;
import dev.solvent.attest.log.store.TransparencyLog;
import dev.solvent.attest.report.Report;
import dev.solvent.merkle.Epoch;
import dev.solvent.server.cli.WholeFile;
import dev.solvent.server.data.EpochFolder;
import dev.solvent.server.publish.Publisher.Plan;
import dev.solvent.server.publish.StepOutcome.Done;
import dev.solvent.server.publish.StepOutcome.Stops;
import dev.solvent.server.publish.StepOutcome.Waits;
import dev.solvent.server.store.EpochRecord;
import dev.solvent.server.store.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of a publisher, which holds the lock. One thread. */
final class EpochRun {
  private final Office office;
  private final TransparencyLog log;
  private final Plan plan;
  private final Map<Step, EpochStep> steps = new EnumMap<>(Step.class);

  EpochRun(Office office, TransparencyLog log, Plan plan) {
    this.office = office;
    this.log = log;
    this.plan = plan;
    steps.put(Step.SNAPSHOT, new SnapshotStep(office));
    steps.put(Step.RESERVES, new ReservesStep(office));
    steps.put(Step.STATEMENT, new StatementStep(office));
    steps.put(Step.SIGNED, new SignStep(office, log));
    steps.put(Step.LOGGED, new LogStep(office, log));
    steps.put(Step.WITNESSED, new WitnessStep(office, log));
    steps.put(Step.TIMESTAMPED, new TimeStep(office));
    steps.put(Step.PUBLISHED, new PublishStep(office, plan.asItIs()));
  }

  Outcome run() throws IOException, InterruptedException, LogRefusedException {
    long logged = log.signed().checkpoint().size();
    Optional<EpochRecord> underWay = underWay();
    if (underWay.isPresent()) {
      EpochRecord epoch = underWay.get();
      boolean inLog = epoch.epoch().number() <= logged;
      if (epoch.epoch().number() > logged + 1
          || (!inLog && epoch.reached().isAtLeast(Step.LOGGED))) {
        return new Outcome.Refused(
            "epoch " + epoch.epoch() + " is under way, and the log has " + logged + " entries",
            "bring back the database and the log of the same moment",
            Optional.of(epoch.epoch()));
      }
      if (inLog || !isToBegin(epoch)) {
        return go(epoch);
      }
      takeBack(epoch);
    }
    return begin(new Epoch(logged + 1));
  }

  private Optional<EpochRecord> underWay() throws IOException {
    return office.store().epochs().newest(1).stream()
        .filter(epoch -> epoch.reached() != Step.PUBLISHED)
        .findFirst();
  }

  /** Whether an epoch that is not in the log is to be begun anew. */
  private boolean isToBegin(EpochRecord epoch) {
    boolean tooOld = office.now().instant().isAfter(epoch.asOf().instant().plus(office.patience()));
    if (tooOld) {
      office
          .progress()
          .tell("epoch " + epoch.epoch() + " as of " + epoch.asOf() + " is too old, begun anew");
    }
    return tooOld || plan.restart() || plan.replaces().isPresent();
  }

  private void takeBack(EpochRecord epoch) throws IOException {
    if (!office.store().epochs().abandon(epoch.epoch())) {
      throw new IOException("epoch " + epoch.epoch() + " cannot be taken back");
    }
  }

  private Outcome begin(Epoch epoch) throws IOException, InterruptedException {
    EpochFolder folder = office.data().epoch(epoch);
    Leftovers.moveAway(office.data(), folder);
    Files.createDirectories(folder.root());
    if (plan.replaces().isPresent()) {
      WholeFile.write(folder.replaces(), Correction.print(plan.replaces().get()));
    }
    if (!office.store().epochs().begin(epoch, office.now(), office.now())) {
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
            throw new IOException("epoch " + epoch.epoch() + " was moved on by somebody else");
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
    Report report = PublishStep.report(office, epoch.epoch());
    Leftovers.forget(office.data(), epoch.epoch(), office.keepTrees());
    return new Outcome.Published(epoch.epoch(), report);
  }

  /** What cannot be read or written just now is tried again; a bug is not. */
  private StepOutcome step(EpochRecord epoch, Step next) throws InterruptedException {
    EpochStep step = steps.get(next);
    if (step == null) {
      throw new IllegalStateException("no way to " + next);
    }
    try {
      return step.run(epoch);
    } catch (IOException e) {
      return new Waits(
          e.getMessage() == null ? e.toString() : e.getMessage(),
          "it is tried again; solvent doctor looks at disk, database and keys");
    } catch (LogRefusedException e) {
      return new Stops("the log: " + e.getMessage(), "solvent fsck looks at the log");
    }
  }

  private Outcome stuck(EpochRecord epoch, String why, String remedy, boolean person)
      throws IOException {
    office.store().epochs().trouble(epoch.epoch(), why, remedy, person, office.now());
    return new Outcome.Stuck(epoch.epoch(), epoch.reached(), why, remedy, person);
  }
}
