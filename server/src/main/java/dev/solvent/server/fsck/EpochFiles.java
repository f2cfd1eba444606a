package dev.solvent.server.fsck;

import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.solvency.Commitments;
import dev.solvent.attest.solvency.ReportSources;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.data.EpochFolder;
import dev.solvent.server.publish.Sums;
import dev.solvent.server.tree.LiabilityFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is kept of an epoch that is published, against what was published. {@code report.json} and
 * {@code reading.json} say what was found on a day, and nothing rests on them.
 */
final class EpochFiles {
  private static final int MOST = 1 << 26;

  private final DataFolder data;
  private final Damages damages;

  EpochFiles(DataFolder data, Damages damages) {
    this.data = data;
    this.damages = damages;
  }

  void epoch(Epoch epoch, byte[] entry) throws IOException {
    EpochFolder folder = data.epoch(epoch);
    if (!Files.isDirectory(folder.root())) {
      return; // of an epoch before this folder was moved here, or of a copy of what is public
    }
    int found = damages.found().size();
    damages.compare(folder.envelope(), entry, "the log's entry", Damage.FROM_A_BACKUP);
    BlobFiles.check(folder.blob("x").resolveSibling(""), Damage.FROM_A_BACKUP, damages);
    try {
      Envelope envelope = Envelope.parse(entry);
      damages.compare(
          folder.statement(), envelope.payload(), "what was signed", Damage.FROM_A_BACKUP);
      Statement statement = Statement.parse(envelope.payload());
      digest(folder.trees().resolve(LiabilityFolder.MANIFEST), statement, Subject.LIABILITIES);
      digest(folder.reservesManifest(), statement, Subject.RESERVES);
      if (statement.digestOf(Subject.SOLVENCY).isPresent()) {
        solvency(folder, statement);
      }
      bundle(epoch, folder);
      sums(folder, found);
    } catch (MalformedException e) {
      return; // which the log's own files showed
    }
  }

  /** The sums are wrong where all that they are of is right. */
  private void sums(EpochFolder folder, int found) throws IOException {
    if (damages.found().size() > found) {
      return;
    }
    if (Files.exists(folder.sums())) {
      damages.compare(
          folder.sums(), new Sums(folder).ofFiles(), "the files' sums", Damage.FROM_A_BACKUP);
    } else {
      damages.add(Damage.ofPrivate(damages.name(folder.sums()), "missing, want the files' sums"));
    }
  }

  private void digest(Path file, Statement statement, String subject) {
    digest(file, statement.digestOf(subject), "the statement");
  }

  private Optional<Octets> digest(Path file, Optional<Hash> named, String by) {
    Optional<Octets> bytes = damages.read(file, MOST, Damage.FROM_A_BACKUP);
    if (bytes.isEmpty() || named.equals(Optional.of(Digests.sha256(bytes.get().toBytes())))) {
      return bytes;
    }
    damages.add(
        Damage.ofPrivate(damages.name(file), "bytes of another SHA-256 than " + by + " names"));
    return Optional.empty();
  }

  /** The report, and by its word what it was made of. */
  private void solvency(EpochFolder folder, Statement statement) throws MalformedException {
    Optional<Octets> report =
        digest(folder.solvencyReport(), statement.digestOf(Subject.SOLVENCY), "the statement");
    if (report.isEmpty()) {
      return;
    }
    ReportSources sources = ReportSources.of(report.get().toBytes());
    String by = "the report";
    digest(folder.prices(), Optional.of(sources.prices()), by);
    digest(folder.solvencyPolicy(), Optional.of(sources.policy()), by);
    digest(folder.nextSolvencyPolicy(), Optional.of(sources.announces()), by);
    Commitments risk = sources.commitments();
    named(folder.terms(), sources.terms());
    named(folder.priceHistory(), risk.history());
    named(folder.positions(), risk.positions());
    named(folder.riskReport(), risk.risk());
  }

  /** What a report need not name. */
  private void named(Path file, Optional<Hash> digest) {
    if (digest.isPresent()) {
      digest(file, digest, "the report");
    }
  }

  private void bundle(Epoch epoch, EpochFolder folder) throws IOException, MalformedException {
    Path shown = data.publicFolder().bundle(epoch);
    if (!Files.exists(shown)) {
      return; // which was found
    }
    byte[] bytes = Files.readAllBytes(shown);
    if (Files.exists(folder.bundle())) {
      damages.compare(
          folder.bundle(),
          bytes,
          damages.name(shown) + ": one of the two was changed",
          "verify both with solvent-verify and bring back the one that fails; never write it by"
              + " hand");
    }
    Bundle bundle = Bundle.parse(bytes);
    Set<Octets> tokens = Set.copyOf(bundle.tokens());
    Set<Octets> observations = new HashSet<>();
    bundle.observations().forEach(one -> observations.add(Octets.of(one.toBytes())));
    compareAll(files(folder.tokens()), tokens);
    compareAll(files(folder.observations()), observations);
  }

  /**
   * Each of what the bundle has lies here too. Others may lie beside it, which it did not take; so
   * those that are not in it are damaged where one of its own is missing.
   */
  private void compareAll(List<Path> files, Set<Octets> published) {
    Set<Octets> missing = new HashSet<>(published);
    List<Path> others = new ArrayList<>();
    for (Path file : files) {
      Optional<Octets> bytes = damages.read(file, MOST, Damage.FROM_A_BACKUP);
      if (bytes.isPresent()) {
        missing.remove(bytes.get());
        if (!published.contains(bytes.get())) {
          others.add(file);
        }
      }
    }
    if (!missing.isEmpty()) {
      others.forEach(file ->
          damages.add(
              Damage.ofPrivate(damages.name(file), "not the bytes that the bundle has of it")));
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> !file.toString().endsWith(".unfinished")).sorted().toList();
    }
  }
}
