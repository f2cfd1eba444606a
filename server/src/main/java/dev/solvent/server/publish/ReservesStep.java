package dev.solvent.server.publish;

import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.LogReader;
import dev.solvent.attest.log.store.StoredLog;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.ownership.CheckpointRef;
import dev.solvent.attest.program.WholeFile;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.chain.ownership.Named;
import dev.solvent.chain.reading.UnreadableException;
import dev.solvent.chain.reserves.BlobFolder;
import dev.solvent.chain.reserves.ReserveList;
import dev.solvent.chain.reserves.ReservesOutcome;
import dev.solvent.chain.reserves.ReservesReader;
import dev.solvent.chain.reserves.ReservesRequest;
import dev.solvent.server.data.EpochFolder;
import dev.solvent.server.publish.StepOutcome.Done;
import dev.solvent.server.publish.StepOutcome.Stops;
import dev.solvent.server.publish.StepOutcome.Waits;
import dev.solvent.server.store.EpochRecord;
import dev.solvent.server.store.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the reserves, and has observers look at them. The manifest is written when all of its
 * evidence is on the disk, so one that is there is not read again.
 */
final class ReservesStep implements EpochStep {
  private final Office office;

  ReservesStep(Office office) {
    this.office = office;
  }

  @Override
  public StepOutcome run(EpochRecord epoch) throws IOException, InterruptedException {
    EpochFolder folder = office.data().epoch(epoch.epoch());
    try {
      ReserveList reserves = office.reserves().list();
      Named named = office.reserves().ownership().named(reserves.accounts());
      if (!Files.exists(folder.reservesManifest())) {
        Optional<StepOutcome> failed = read(epoch, folder, reserves, named);
        if (failed.isPresent()) {
          return failed.get();
        }
      }
      return observe(folder, named);
    } catch (UnreadableException e) {
      return new Waits(String.valueOf(e.getMessage()), "mend or replace the nodes that are named");
    }
  }

  private Optional<StepOutcome> read(
      EpochRecord epoch, EpochFolder folder, ReserveList reserves, Named named)
      throws IOException, InterruptedException {
    ReservesRequest request =
        new ReservesRequest(
            office.issuer(),
            office.logOrigin(),
            epoch.epoch(),
            epoch.asOf(),
            office.now(),
            office.policy(),
            reserves,
            ours(named.checkpoints()));
    Files.createDirectories(folder.reserves());
    BlobFolder blobs = new BlobFolder(folder.reserves());
    int all = reserves.reserves().size();
    ReservesOutcome outcome =
        new ReservesReader(
                request,
                office.reserves().readers(),
                office.reserves().ownership(),
                blobs,
                done ->
                    office
                        .progress()
                        .show(
                            (double) done / all,
                            String.format(Locale.ROOT, "reading reserves (%,d of %,d)", done, all)))
            .read();
    WholeFile.write(folder.readingNotes(), outcome.notes().toBytes());
    outcome.notes().lines().forEach(office.progress()::tell);
    return switch (outcome) {
      case ReservesOutcome.Complete(ReservesManifest manifest, _) -> {
        blobs.sync();
        WholeFile.write(folder.reservesManifest(), manifest.toBytes());
        new Sums(folder).note(Step.RESERVES); // observers may be waited for
        yield Optional.empty();
      }
      case ReservesOutcome.Refused(ReservesOutcome.Reason reason, String detail, _) ->
          Optional.of(refusal(reason, detail));
    };
  }

  /** Those of the checkpoints that signatures name which this log really had. */
  private Set<CheckpointRef> ours(Set<CheckpointRef> named) throws IOException {
    if (named.isEmpty()) {
      return Set.of();
    }
    LogReader reader = StoredLog.reader(office.data().log());
    Checkpoint newest = Published.checkpoint(office.data().log()).checkpoint();
    Set<CheckpointRef> ours = new HashSet<>();
    for (CheckpointRef each : named) {
      if (reader.begins(new Checkpoint(newest.origin(), each.size(), each.root()), newest)) {
        ours.add(each);
      }
    }
    return ours;
  }

  private static StepOutcome refusal(ReservesOutcome.Reason reason, String detail) {
    String why = reason.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + detail;
    return switch (reason) {
      case NO_NODES, UNKNOWN_ASSET ->
          new Stops(why, "mend solvent.yaml or the policy, then publish again");
      case CUSTODIAN ->
          new Stops(why, "ask the custodian for a statement of this epoch, then publish again");
      case NO_QUORUM, UNREADABLE -> new Waits(why, "mend or replace the nodes that are named");
      case SKEW ->
          new Waits(why, "a block is final some minutes after it; the policy has the skew");
      case MOVED -> new Waits(why, "the chain was reorganised; it is read again");
    };
  }

  /** Files that a person put there count as much as those of observers who were asked. */
  private StepOutcome observe(EpochFolder folder, Named named)
      throws IOException, InterruptedException {
    Octets manifest = Octets.of(Files.readAllBytes(folder.reservesManifest()));
    Observations observations = new Observations(office.policy(), folder.observations());
    Set<BlockRef> wanted = Observations.blocks(manifest, named.blocks());
    if (observations.missing(wanted).isEmpty()) {
      return Done.with("reserves read, and every block observed");
    }
    observations.keep(office.observers().ask(manifest, named.blocks()), office.progress());
    List<String> missing = observations.missing(wanted);
    return missing.isEmpty()
        ? Done.with("reserves read, and every block observed")
        : new Waits(
            missing.getFirst(),
            "observers look with solvent observe --manifest "
                + folder.reservesManifest()
                + "; their files belong in "
                + folder.observations());
  }
}
