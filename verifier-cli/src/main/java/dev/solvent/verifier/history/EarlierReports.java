package dev.solvent.verifier.history;

import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.published.PublishedPath;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.solvency.SolvencyCheck;
import dev.solvent.attest.solvency.SolvencyReport;
import dev.solvent.attest.statement.Subject;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.verifier.source.Site;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The solvency reports before the epochs that are looked at, of which only what they announced
 * matters: whether they follow from their files is not asked.
 */
record EarlierReports(Site site, LoggedHistory log) {
  /**
   * What the newest one announced that can be had. Whatever is newer and cannot be had is a fault.
   *
   * @param faults to which such faults are added
   */
  Optional<Hash> announcedBefore(Epoch first, List<String> faults) throws IOException {
    for (long number = first.number() - 1; number > 0; number--) {
      Optional<Hash> named =
          log.statement(number).flatMap(statement -> statement.digestOf(Subject.SOLVENCY));
      if (named.isPresent()) {
        Optional<Hash> announced = announced(new Epoch(number), named.get());
        if (announced.isPresent()) {
          return announced;
        }
        faults.add(
            "epoch "
                + number
                + ": its solvency report cannot be had or read, so that what it announced is not"
                + " known: want "
                + PublishedPath.blob(named.get()));
      }
    }
    return Optional.empty();
  }

  /** It stands beside the bundle, or in it. */
  private Optional<Hash> announced(Epoch epoch, Hash named) throws IOException {
    Optional<byte[]> beside =
        site.read(PublishedPath.blob(named), SolvencyReport.LIMITS.maxBytes())
            .filter(bytes -> Digests.sha256(bytes).equals(named));
    try {
      Optional<byte[]> report = beside.isPresent() ? beside : inBundle(epoch, named);
      return report.isPresent()
          ? Optional.of(SolvencyCheck.announces(report.get()))
          : Optional.empty();
    } catch (MalformedException e) {
      return Optional.empty(); // which is told as a fault
    }
  }

  private Optional<byte[]> inBundle(Epoch epoch, Hash named)
      throws IOException, MalformedException {
    Optional<byte[]> bundle = site.read(PublishedPath.bundle(epoch), Bundle.LIMITS.maxBytes());
    return bundle.isPresent()
        ? Bundle.parse(bundle.get()).blobs().find(named).map(octets -> octets.toBytes())
        : Optional.empty();
  }
}
