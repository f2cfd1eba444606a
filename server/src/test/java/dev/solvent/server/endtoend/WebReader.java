package dev.solvent.server.endtoend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.LogConsistency;
import dev.solvent.attest.log.ProofBuilder;
import dev.solvent.attest.log.ProofVerdict;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.TileHashes;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.prices.PriceTable;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.solvency.ReportSources;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.attest.verify.Exhibits;
import dev.solvent.attest.verify.Reader;
import dev.solvent.attest.verify.Seen;
import dev.solvent.attest.verify.Verification;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody who has the first trust root and a policy, and everything else from one web address.
 * Remembers the log as it was when they last looked. One thread.
 */
final class WebReader {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final URI site;
  private final Octets root;
  private final Policy policy;
  private Optional<Checkpoint> seen = Optional.empty();

  WebReader(String site, Octets root, Policy policy) {
    this.site = URI.create(site);
    this.root = root;
    this.policy = policy;
  }

  HttpResponse<byte[]> ask(String path) throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(site.resolve(path)).build(), BodyHandlers.ofByteArray());
  }

  byte[] get(String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = ask(path);
    assertEquals(200, answer.statusCode(), path);
    return answer.body();
  }

  private byte[] getNow(String path) throws IOException {
    try {
      return get(path);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** What is published of an epoch; the envelope stands alone, too. */
  Bundle bundle(long epoch) throws IOException, InterruptedException, MalformedException {
    Bundle bundle = Bundle.parse(get("/attestations/" + epoch + ".bundle.json"));
    assertArrayEquals(bundle.envelope().toBytes(), get("/attestations/" + epoch + ".dsse.json"));
    return bundle;
  }

  /** All that the statement and its manifests name by digest, fetched by these digests. */
  private Blobs beside(Bundle bundle) throws IOException, InterruptedException, MalformedException {
    List<Octets> blobs = new ArrayList<>();
    for (Subject subject : Statement.parse(bundle.envelope().payload()).subjects()) {
      Octets file = blob(subject.sha256());
      blobs.add(file);
      for (Hash digest : named(subject.name(), file.toBytes())) {
        blobs.add(blob(digest));
      }
    }
    return Blobs.of(blobs);
  }

  private static Collection<Hash> named(String subject, byte[] file) throws MalformedException {
    Set<Hash> named = new LinkedHashSet<>();
    switch (subject) {
      case Subject.RESERVES -> {
        for (Holding holding : ReservesManifest.parse(file).holdings()) {
          holding.evidence().ifPresent(named::add);
          holding.ownershipEvidence().ifPresent(named::add);
        }
      }
      case Subject.SOLVENCY -> named.addAll(ReportSources.of(file).toRead());
      default -> {} // names nothing
    }
    return named;
  }

  /** By what the solvency report was made. */
  PriceTable prices(long epoch) throws IOException, InterruptedException, MalformedException {
    Statement statement = Statement.parse(bundle(epoch).envelope().payload());
    byte[] report = blob(statement.digestOf(Subject.SOLVENCY).orElseThrow()).toBytes();
    return PriceTable.parse(blob(ReportSources.of(report).prices()).toBytes());
  }

  /** The manifest of what is held. */
  byte[] reserves(long epoch) throws IOException, InterruptedException, MalformedException {
    Statement statement = Statement.parse(bundle(epoch).envelope().payload());
    return blob(statement.digestOf(Subject.RESERVES).orElseThrow()).toBytes();
  }

  private Octets blob(Hash digest) throws IOException, InterruptedException {
    return Octets.of(get("/blobs/sha256/" + digest));
  }

  static LiabilitiesManifest owed(Bundle bundle) throws MalformedException {
    Hash digest =
        Statement.parse(bundle.envelope().payload()).digestOf(Subject.LIABILITIES).orElseThrow();
    return LiabilitiesManifest.parse(bundle.blobs().find(digest).orElseThrow().toBytes());
  }

  Report verify(long epoch, Exhibits exhibits)
      throws IOException, InterruptedException, MalformedException {
    return verify(bundle(epoch), exhibits);
  }

  /** Nothing that stands inside the bundle is looked at where it is published beside it. */
  Report verify(Bundle bundle, Exhibits exhibits)
      throws IOException, InterruptedException, MalformedException {
    Checkpoint newest = bundle.logProof().checkpoint().checkpoint();
    Optional<Seen> before = Optional.empty();
    if (seen.isPresent()) {
      before = Optional.of(new Seen(seen.get(), consistency(seen.get(), newest)));
    }
    Bundle bare =
        new Bundle(
            Blobs.of(List.of()),
            bundle.earlier(),
            bundle.envelope(),
            bundle.logProof(),
            bundle.observations(),
            bundle.replacement(),
            bundle.roots(),
            bundle.tokens());
    Timestamp now = new Timestamp(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    Reader reader = new Reader(SignedRoot.parse(root.toBytes()), policy, now, before);
    Report report = Verification.verify(bare, exhibits.with(beside(bundle)), reader);
    seen = Optional.of(newest);
    return report;
  }

  /** By the tiles, as the reader builds it alone. */
  private List<Hash> consistency(Checkpoint older, Checkpoint newer) throws IOException {
    TileHashes hashes = new TileHashes(newer.size(), tile -> getNow("/log/" + tile));
    return new ProofBuilder(hashes).consistency(older.size(), newer.size());
  }

  /** The newest checkpoint, which has to go on from the last one that this reader saw. */
  Checkpoint checkpoint() throws IOException, InterruptedException, MalformedException {
    Checkpoint newest = SignedCheckpoint.parse(get("/log/checkpoint")).checkpoint();
    if (seen.isPresent()) {
      ProofVerdict verdict =
          LogConsistency.check(seen.get(), newest, consistency(seen.get(), newest));
      assertEquals(new ProofVerdict.Accepted(), verdict);
    }
    return newest;
  }

  /** The roots that were published, as a reader brings them to an older bundle. */
  Bundle withRoots(Bundle bundle, int newest)
      throws IOException, InterruptedException, MalformedException {
    List<SignedRoot> roots = new ArrayList<>();
    for (int version = 1; version <= newest; version++) {
      roots.add(SignedRoot.parse(get("/trust/" + version + ".root.json")));
    }
    return new Bundle(
        bundle.blobs(),
        bundle.earlier(),
        bundle.envelope(),
        bundle.logProof(),
        bundle.observations(),
        bundle.replacement(),
        roots,
        bundle.tokens());
  }
}
