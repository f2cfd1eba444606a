package dev.solvent.attest.published;

import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.solvency.ReportSources;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what a bundle's files name by digest and the bundle does not hold. One thread. */
public final class BesideBundle {
  private static final int MOST_BYTES = 64 << 20;

  /** Of all together: no more than a bundle could hold itself. */
  private static final long MOST_IN_ALL = Bundle.LIMITS.maxBytes();

  private final PublishedFiles files;
  private final Bundle bundle;
  private final List<Octets> contents = new ArrayList<>();
  private final Set<Hash> asked = new HashSet<>();
  private final long mostInAll;
  private long bytes;

  private BesideBundle(PublishedFiles files, Bundle bundle, long mostInAll) {
    this.files = files;
    this.bundle = bundle;
    this.mostInAll = mostInAll;
  }

  /** What the verification wants beside the bundle, as far as it is there. */
  public static Blobs read(PublishedFiles files, Bundle bundle, Statement statement)
      throws IOException {
    return read(files, bundle, statement, MOST_IN_ALL);
  }

  static Blobs read(PublishedFiles files, Bundle bundle, Statement statement, long mostInAll)
      throws IOException {
    BesideBundle beside = new BesideBundle(files, bundle, mostInAll);
    for (Subject subject : statement.subjects()) {
      beside.add(subject.sha256());
    }
    Blobs subjects = bundle.blobs().and(Blobs.of(beside.contents));
    for (Subject subject : statement.subjects()) {
      for (Hash digest : named(subject.name(), subjects.find(subject.sha256()))) {
        beside.add(digest);
      }
    }
    return Blobs.of(beside.contents);
  }

  /** Of a file that is not there, or cannot be read, nothing: the verification says so. */
  private static Collection<Hash> named(String subject, Optional<Octets> file) {
    if (file.isEmpty()) {
      return Set.of();
    }
    byte[] bytes = file.get().toBytes();
    try {
      return switch (subject) {
        case Subject.RESERVES -> named(ReservesManifest.parse(bytes));
        case Subject.SOLVENCY -> ReportSources.of(bytes).toRead();
        default -> Set.of();
      };
    } catch (MalformedException e) {
      return Set.of();
    }
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
    if (bundle.blobs().find(digest).isEmpty() && asked.add(digest)) {
      Optional<byte[]> file = files.read(PublishedPath.blob(digest), MOST_BYTES);
      if (file.isPresent()) {
        bytes += file.get().length;
        if (bytes > mostInAll) {
          throw new IOException("evidence of " + bytes + " bytes, want at most " + mostInAll);
        }
        contents.add(Octets.of(file.get()));
      }
    }
  }
}
