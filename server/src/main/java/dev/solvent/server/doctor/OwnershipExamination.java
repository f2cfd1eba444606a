package dev.solvent.server.doctor;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.ownership.OwnershipProof;
import dev.solvent.attest.published.Pointer;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.Ownership;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.chain.ownership.OwnershipFolder;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether signatures of ownership outlast the next two epochs: of the accounts that the newest
 * published one has, by the files that lie there now. It looks at expiry alone; what else a
 * signature has to be, {@code solvent reserves status} asks the nodes.
 */
final class OwnershipExamination implements Examination {
  private static final int MOST_NAMED = 5;

  private final Premises premises;

  OwnershipExamination(Premises premises) {
    this.premises = premises;
  }

  @Override
  public String about() {
    return "ownership";
  }

  @Override
  public List<Line> look() throws IOException {
    Optional<ReservesManifest> held = newest();
    if (held.isEmpty()) {
      return List.of(
          Line.warn(
              about(),
              "no epoch is published yet, so it is not known who has to sign",
              "solvent reserves status says it"));
    }
    Instant until =
        premises.now().instant().plus(premises.publishing().timing().dueAfter().multipliedBy(2));
    SortedMap<AccountRef, Optional<Timestamp>> ends = ends(held.get());
    List<String> due = new ArrayList<>();
    ends.forEach((account, end) -> {
      if (end.isEmpty()) {
        due.add(account + " has no signature that can be read");
      } else if (end.get().instant().isBefore(until)) {
        due.add(account + " until " + end.get());
      }
    });
    List<Line> lines = new ArrayList<>();
    for (String each : due.subList(0, Math.min(MOST_NAMED, due.size()))) {
      lines.add(
          Line.warn(
              about(),
              each + ", which does not reach past the next two epochs, " + new Timestamp(until),
              "solvent reserves challenge prints what to sign"));
    }
    if (due.size() > MOST_NAMED) {
      lines.add(
          Line.warn(
              about(), due.size() - MOST_NAMED + " accounts more", "solvent reserves status"));
    }
    if (due.isEmpty()) {
      lines.add(Line.ok(about(), ends.size() + " signatures reach past the next two epochs"));
    }
    unsigned(held.get()).ifPresent(lines::add);
    return lines;
  }

  private static Optional<Line> unsigned(ReservesManifest held) {
    long none =
        held.holdings().stream()
            .filter(holding -> holding.ownership() == Ownership.NONE)
            .filter(holding -> !holding.units().isZero())
            .count();
    return none == 0
        ? Optional.empty()
        : Optional.of(
            Line.warn(
                "ownership",
                none + " holdings that nobody signed for, which cover nothing",
                "solvent reserves challenge prints what to sign"));
  }

  private Optional<ReservesManifest> newest() throws IOException {
    Path pointer = premises.data().publicFolder().pointer();
    try {
      Optional<Epoch> epoch =
          Pointer.parse(Files.readAllBytes(pointer)).newest().map(Pointer.Named::epoch);
      if (epoch.isEmpty()) {
        return Optional.empty();
      }
      Path file = premises.data().epoch(epoch.get()).reservesManifest();
      return Optional.of(ReservesManifest.parse(Files.readAllBytes(file)));
    } catch (MalformedException e) {
      throw new IOException("newest epoch: " + e.getMessage(), e);
    }
  }

  private SortedMap<AccountRef, Optional<Timestamp>> ends(ReservesManifest held)
      throws IOException {
    SortedMap<AccountRef, Optional<Timestamp>> ends = new TreeMap<>();
    for (Holding holding : held.holdings()) {
      if (holding.ownership() == Ownership.SIGNED && !ends.containsKey(holding.account())) {
        ends.put(holding.account(), end(premises.configuration().ownership(), holding.account()));
      }
    }
    return ends;
  }

  private static Optional<Timestamp> end(OwnershipFolder folder, AccountRef account)
      throws IOException {
    Path file = folder.proofFile(account);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(OwnershipProof.parse(Files.readAllBytes(file)).challenge().expires());
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }
}
