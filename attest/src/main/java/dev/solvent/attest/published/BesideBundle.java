package dev.solvent.attest.published;

import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what a bundle's files name by digest and the bundle does not hold. One thread. */
public final class BesideBundle {
  private static final int MOST_BYTES = 64 << 20;

  private final PublishedFiles files;
  private final Bundle bundle;
  private Blobs found = Blobs.of(List.of());

  private BesideBundle(PublishedFiles files, Bundle bundle) {
    this.files = files;
    this.bundle = bundle;
  }

  /** What the verification wants beside the bundle, as far as it is there. */
  public static Blobs read(PublishedFiles files, Bundle bundle, Statement statement)
      throws IOException, MalformedException {
    BesideBundle beside = new BesideBundle(files, bundle);
    for (Subject subject : statement.subjects()) {
      beside.add(subject.sha256());
    }
    Optional<Octets> reserves =
        statement.digestOf(Subject.RESERVES).flatMap(bundle.blobs().and(beside.found)::find);
    if (reserves.isPresent()) {
      for (Hash digest : named(ReservesManifest.parse(reserves.get().toBytes()))) {
        beside.add(digest);
      }
    }
    return beside.found;
  }

  private static Set<Hash> named(ReservesManifest manifest) {
    Set<Hash> named = new LinkedHashSet<>();
    for (Holding holding : manifest.holdings()) {
      holding.evidence().ifPresent(named::add);
      holding.ownershipEvidence().ifPresent(named::add);
    }
    return named;
  }

  /** What is not there is the verification's to miss. */
  private void add(Hash digest) throws IOException {
    if (bundle.blobs().find(digest).isEmpty() && found.find(digest).isEmpty()) {
      Optional<byte[]> bytes = files.read(PublishedPath.blob(digest), MOST_BYTES);
      if (bytes.isPresent()) {
        found = found.and(Blobs.of(List.of(Octets.of(bytes.get()))));
      }
    }
  }
}
