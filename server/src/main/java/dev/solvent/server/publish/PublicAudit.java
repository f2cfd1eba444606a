package dev.solvent.server.publish;

import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.CheckpointVerdict;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.store.Fsck;
import dev.solvent.attest.log.store.StoredLog;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.published.Pointer;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.solvency.ReportSources;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.attest.verify.Exhibits;
import dev.solvent.attest.verify.Reader;
import dev.solvent.attest.verify.Verification;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.data.PublicFolder;
import dev.solvent.server.data.TrustRoots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks at a public folder as a stranger does, who has nothing else but a policy: whether the log
 * is whole, each of its entries is there as an attestation that verifies, and the pointer names the
 * newest or the one before it. It may be run at any moment of a publisher's life. One use.
 */
public final class PublicAudit {
  /** What befalls the best of attestations with time, and what an exchange may not hide. */
  private static final Set<Check> EXCUSED =
      EnumSet.of(Check.FRESHNESS, Check.STATEMENT_LATEST, Check.SOLVENCY_COVERAGE);

  private final PublicFolder open;
  private final Policy policy;
  private final Timestamp now;
  private final List<String> problems = new ArrayList<>();

  private PublicAudit(PublicFolder open, Policy policy, Timestamp now) {
    this.open = open;
    this.policy = policy;
    this.now = now;
  }

  /** A sentence for each thing that is not as it was promised. */
  public static List<String> problems(PublicFolder open, Policy policy, Timestamp now)
      throws IOException {
    PublicAudit audit = new PublicAudit(open, policy, now);
    audit.look();
    return List.copyOf(audit.problems);
  }

  private void look() throws IOException {
    TrustRoots roots = TrustRoots.read(open);
    SignedRoot root = roots.roots().getFirst();
    byte[] pointer = Files.readAllBytes(open.pointer()); // first, since what it names is there
    Checkpoint log = log(roots.newest().root());
    long size = log.size();
    for (long number = 1; number <= size; number++) {
      attestation(new Epoch(number), root, Optional.of(log));
    }
    for (long number = size + 1; Files.exists(open.bundle(new Epoch(number))); number++) {
      attestation(new Epoch(number), root, Optional.empty()); // the checkpoint comes after it
    }
    pointer(pointer, size);
    blobs();
  }

  private Checkpoint log(TrustRoot root) throws IOException {
    if (!Files.exists(open.checkpoint())) {
      return Checkpoint.empty(root.logOrigin()); // before the first epoch
    }
    try {
      SignedCheckpoint shown = SignedCheckpoint.parse(Files.readAllBytes(open.checkpoint()));
      if (!(shown.check(root.logOrigin(), root.logKeys()) instanceof CheckpointVerdict.Accepted)) {
        problems.add("log: checkpoint that the log's keys did not sign");
      }
      Fsck.run(open.log(), shown.checkpoint()).stream()
          .filter(found -> found.kind() != dev.solvent.attest.log.store.Finding.Kind.UNEXPECTED)
          .forEach(found -> problems.add("log: " + found));
      return shown.checkpoint();
    } catch (MalformedException e) {
      throw new IOException(open.checkpoint() + ": " + e.getMessage(), e);
    }
  }

  private void attestation(Epoch epoch, SignedRoot root, Optional<Checkpoint> log)
      throws IOException {
    if (!Files.exists(open.bundle(epoch)) || !Files.exists(open.envelope(epoch))) {
      problems.add("epoch " + epoch + " is in the log and not there");
      return;
    }
    byte[] envelope = Files.readAllBytes(open.envelope(epoch));
    try {
      Bundle bundle = Bundle.parse(Files.readAllBytes(open.bundle(epoch)));
      if (!Arrays.equals(bundle.envelope().toBytes(), envelope)) {
        problems.add("epoch " + epoch + ": the bundle has another envelope");
      }
      if (log.isPresent()
          && !Arrays.equals(
              StoredLog.reader(open.log()).entry(epoch.number() - 1, log.get()), envelope)) {
        problems.add("epoch " + epoch + ": the log has another envelope");
      }
      Reader reader = new Reader(root, policy, now, Optional.empty());
      Report report = Verification.verify(bundle, Exhibits.NONE.with(beside(bundle)), reader);
      for (Finding finding : Scruples.HONEST.faults(report, EXCUSED)) {
        problems.add("epoch " + epoch + ": " + finding.check().id() + " " + finding.sentence());
      }
    } catch (MalformedException e) {
      problems.add("epoch " + epoch + ": " + e.getMessage());
    }
  }

  /** All that the statement, its reserves and its report name has to stand beside the bundle. */
  private Blobs beside(Bundle bundle) throws IOException, MalformedException {
    List<Hash> digests = new ArrayList<>();
    Statement statement = Statement.parse(bundle.envelope().payload());
    for (Subject subject : statement.subjects()) {
      digests.add(subject.sha256());
      Optional<Octets> held = bundle.blobs().find(subject.sha256());
      if (subject.name().equals(Subject.RESERVES) && held.isPresent()) {
        digests.addAll(BundleMaker.evidenceOf(ReservesManifest.parse(held.get().toBytes())));
      }
      if (subject.name().equals(Subject.SOLVENCY)) {
        digests.addAll(ofReport(subject.sha256()));
      }
    }
    List<Octets> beside = new ArrayList<>();
    for (Hash digest : digests) {
      Path file = open.blob(digest.toString());
      if (Files.exists(file)) {
        beside.add(Octets.of(Files.readAllBytes(file)));
      } else {
        problems.add("epoch " + statement.epoch() + ": " + file + " is not there");
      }
    }
    return Blobs.of(beside);
  }

  /** What the report names: its files, and the policy that it announces. */
  private List<Hash> ofReport(Hash report) throws IOException, MalformedException {
    Path file = open.blob(report.toString());
    if (!Files.exists(file)) {
      return List.of(); // which is found
    }
    ReportSources sources = ReportSources.of(Files.readAllBytes(file));
    List<Hash> named = new ArrayList<>(sources.toRead());
    named.add(sources.announces());
    return named;
  }

  private void pointer(byte[] pointer, long size) throws IOException {
    try {
      Optional<Pointer.Named> newest = Pointer.parse(pointer).newest();
      long number = newest.map(named -> named.epoch().number()).orElse(0L);
      if (number != size && number != size - 1) {
        problems.add("the pointer names epoch " + number + ", and the log has " + size);
      }
      if (newest.isPresent()) {
        byte[] envelope = Files.readAllBytes(open.envelope(newest.get().epoch()));
        Statement named = Statement.parse(Envelope.parse(envelope).payload());
        if (!named.id().equals(newest.get().id())) {
          problems.add("the pointer names another statement of epoch " + number);
        }
      }
    } catch (MalformedException e) {
      problems.add("pointer: " + e.getMessage());
    }
  }

  private void blobs() throws IOException {
    Path folder = open.root().resolve("blobs");
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (!name.endsWith(".unfinished")
            && !name.equals(Digests.sha256(Files.readAllBytes(file)).toString())) {
          problems.add(file + " holds other bytes than its name says");
        }
      }
    }
  }
}
