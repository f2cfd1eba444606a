package dev.solvent.server.publish;

import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.bundle.EarlierCheckpoint;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.LogProof;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.ownership.CheckpointRef;
import dev.solvent.attest.ownership.OwnershipProof;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.signature.Digests;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.data.EpochFolder;
import dev.solvent.server.data.TrustRoots;
import dev.solvent.server.tree.LiabilityFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts together what an auditor needs of one epoch, from the files of its folder. */
final class BundleMaker {
  /** Of evidence that stands in the bundle itself; all of it is published beside it as well. */
  private static final long MOST_INLINE = 64L << 20;

  /**
   * Of the solvency report and its files, likewise: what is larger is published beside it alone.
   */
  private static final long MOST_SOLVENCY = 1 << 20;

  private final Office office;

  BundleMaker(Office office) {
    this.office = office;
  }

  /** Shows that a log begins with what it was before. */
  @FunctionalInterface
  interface Past {
    List<Hash> consistency(Checkpoint older) throws IOException;
  }

  /**
   * A bundle, and what it names and does not hold.
   *
   * @param beside evidence, or a solvency report, that was too much to stand in it
   */
  record Made(Bundle bundle, Blobs beside) {}

  Made make(EpochFolder folder, Envelope envelope, LogProof proof, Past past) throws IOException {
    List<Octets> files = new ArrayList<>();
    files.add(Octets.of(Files.readAllBytes(folder.trees().resolve(LiabilityFolder.MANIFEST))));
    files.add(Octets.of(Files.readAllBytes(folder.reservesManifest())));
    ReservesManifest held = manifest(folder);
    List<Octets> evidence = evidence(folder, held);
    boolean inline = evidence.stream().mapToLong(Octets::length).sum() <= MOST_INLINE;
    if (inline) {
      files.addAll(evidence);
    }
    List<Octets> solvency = SolvencyBlobs.of(folder);
    boolean small = solvency.stream().mapToLong(Octets::length).sum() <= MOST_SOLVENCY;
    if (small) {
      files.addAll(solvency);
    }
    List<Octets> beside = new ArrayList<>(inline ? List.of() : evidence);
    beside.addAll(small ? List.of() : solvency);
    Bundle bundle =
        new Bundle(
            Blobs.of(files),
            earlier(folder, held, proof, past),
            envelope,
            proof,
            new Observations(office.policy(), folder.observations()).envelopes(),
            Optional.empty(),
            TrustRoots.read(office.data().publicFolder()).roots(),
            List.copyOf(new Tokens(office.policy(), folder).good().values()));
    return new Made(bundle, Blobs.of(beside));
  }

  /** A bundle that was made before, with all the evidence of its folder. */
  static Made beside(EpochFolder folder, Bundle bundle) throws IOException {
    List<Octets> beside = new ArrayList<>(evidence(folder, manifest(folder)));
    beside.addAll(SolvencyBlobs.of(folder));
    return new Made(bundle, Blobs.of(beside));
  }

  private static List<Octets> evidence(EpochFolder folder, ReservesManifest held)
      throws IOException {
    List<Octets> evidence = new ArrayList<>();
    for (Hash digest : evidenceOf(held)) {
      evidence.add(Octets.of(evidence(folder, digest)));
    }
    return evidence;
  }

  /** Evidence as it is named. */
  static byte[] evidence(EpochFolder folder, Hash digest) throws IOException {
    Path file = folder.blob(digest.toString());
    if (!Files.exists(file)) {
      throw new DamagedException(file, "it is gone, want the evidence of that name");
    }
    byte[] bytes = Files.readAllBytes(file);
    if (!Digests.sha256(bytes).equals(digest)) {
      throw new DamagedException(file, "other bytes than its name says");
    }
    return bytes;
  }

  static ReservesManifest manifest(EpochFolder folder) throws IOException {
    try {
      return ReservesManifest.parse(Files.readAllBytes(folder.reservesManifest()));
    } catch (MalformedException e) {
      throw new IOException(folder.reservesManifest() + ": " + e.getMessage(), e);
    }
  }

  /** What the manifest names by digest, each once. */
  static Set<Hash> evidenceOf(ReservesManifest manifest) {
    Set<Hash> digests = new LinkedHashSet<>();
    for (Holding holding : manifest.holdings()) {
      holding.evidence().ifPresent(digests::add);
      holding.ownershipEvidence().ifPresent(digests::add);
    }
    return digests;
  }

  /** The states of the log that signatures name. */
  private List<EarlierCheckpoint> earlier(
      EpochFolder folder, ReservesManifest held, LogProof proof, Past past) throws IOException {
    Checkpoint newest = proof.checkpoint().checkpoint();
    Set<CheckpointRef> named = new LinkedHashSet<>();
    for (Holding holding : held.holdings()) {
      if (holding.ownershipEvidence().isPresent()) {
        Path file = folder.blob(holding.ownershipEvidence().get().toString());
        named.add(challenged(file));
      }
    }
    List<EarlierCheckpoint> earlier = new ArrayList<>();
    for (CheckpointRef each : named) {
      if (each.size() < newest.size()) {
        Checkpoint older = new Checkpoint(newest.origin(), each.size(), each.root());
        earlier.add(new EarlierCheckpoint(each.size(), each.root(), past.consistency(older)));
      }
    }
    return earlier;
  }

  private static CheckpointRef challenged(Path file) throws IOException {
    try {
      return OwnershipProof.parse(Files.readAllBytes(file)).challenge().checkpoint();
    } catch (MalformedException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }
}
