package dev.solvent.attest.published;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.bundle.EarlierCheckpoint;
import dev.solvent.attest.bundle.Replacement;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.ContradictionException;
import dev.solvent.attest.log.LogConsistency;
import dev.solvent.attest.log.LogProof;
import dev.solvent.attest.log.ProofVerdict;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.TileHashes;
import dev.solvent.attest.log.TilePath;
import dev.solvent.attest.note.TestKeys;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.statement.Replaces;
import dev.solvent.attest.statement.RootName;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A bundle of an earlier day, and the log as it is now. */
class NewestLogTest {
  private static final Hash SOME = Digests.sha256(new byte[] {1});

  private final List<byte[]> entries = new ArrayList<>();
  private final PublishedTiles published = new PublishedTiles(entries);

  NewestLogTest() throws IOException {
    for (int epoch = 1; epoch <= 4; epoch++) {
      entries.add(envelope(epoch, Optional.empty()).toBytes());
    }
  }

  private static Envelope envelope(long epoch, Optional<Hash> replaced) throws IOException {
    Statement statement =
        new Statement(
            new Timestamp(Instant.ofEpochSecond(1_790_000_000 + epoch)),
            List.of(),
            new Epoch(epoch),
            new Issuer("exchange.example"),
            PublishedTiles.ORIGIN,
            new Timestamp(Instant.ofEpochSecond(1_790_100_000 + epoch)),
            replaced.map(id -> new Replaces("a mistake", id)),
            new RootName(SOME, 1),
            List.of(new Subject(Subject.LIABILITIES, SOME), new Subject(Subject.RESERVES, SOME)));
    return Envelope.sign(
        Statement.PAYLOAD_TYPE, statement.toBytes(), List.of(TestKeys.signer("statement")));
  }

  /** The bundle of an epoch under the checkpoint of that size. */
  private Bundle bundle(long epoch, int size, EarlierCheckpoint... earlier) throws Exception {
    LogProof proof = published.log().reader().proof(epoch - 1, published.checkpoint(size));
    return new Bundle(
        Blobs.of(List.of()),
        List.of(earlier),
        Envelope.parse(entries.get((int) epoch - 1)),
        proof,
        List.of(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  private Bundle bring(Bundle bundle, int size) throws IOException {
    return NewestLog.bring(bundle, published.log(), published.checkpoint(size));
  }

  private static void assertContradiction(
      Bundle bundle, PublishedLog log, SignedCheckpoint newest) {
    assertThrows(ContradictionException.class, () -> NewestLog.bring(bundle, log, newest));
  }

  @Test
  void broughtUnderALaterCheckpoint_itIsProvedThere_andItsOwnIsAmongTheEarlier() throws Exception {
    Bundle brought = bring(bundle(2, 2), 4);
    assertEquals(published.checkpoint(4), brought.logProof().checkpoint());
    assertInstanceOf(
        ProofVerdict.Accepted.class, brought.logProof().check(brought.envelope().toBytes(), 1));
    EarlierCheckpoint was = brought.earlier().getFirst();
    assertEquals(2, was.size());
    assertInstanceOf(
        ProofVerdict.Accepted.class,
        LogConsistency.check(
            new Checkpoint(PublishedTiles.ORIGIN, 2, was.root()),
            published.checkpoint(4).checkpoint(),
            was.proof()));
    assertEquals(Optional.empty(), brought.replacement());
  }

  @Test
  void broughtUnderItsOwnCheckpoint_nothingChangesButTheEarlierOne() throws Exception {
    Bundle bundle = bundle(4, 4);
    Bundle brought = bring(bundle, 4);
    assertEquals(bundle.logProof().checkpoint(), brought.logProof().checkpoint());
    assertEquals(4, brought.earlier().getFirst().size());
  }

  @Test
  void theEarlierStates_areProvedAnew_andThoseOfAnotherLogAreLeftOut() throws Exception {
    EarlierCheckpoint own = new EarlierCheckpoint(1, published.root(1), List.of());
    EarlierCheckpoint others = new EarlierCheckpoint(1, SOME, List.of());
    EarlierCheckpoint ofTheFuture = new EarlierCheckpoint(9, SOME, List.of());
    Bundle brought = bring(bundle(3, 3, own, others, ofTheFuture), 4);
    assertEquals(List.of(1L, 3L), brought.earlier().stream().map(each -> each.size()).toList());
    assertEquals(published.root(1), brought.earlier().getFirst().root());
  }

  @Test
  void aLaterEntryThatReplacesIt_isFoundAndProved_theFirstOfThem() throws Exception {
    Hash id = Envelope.parse(entries.get(1)).payloadDigest();
    entries.add(envelope(5, Optional.of(SOME)).toBytes()); // replaces another
    entries.add("no envelope".getBytes(StandardCharsets.UTF_8));
    entries.add(envelope(7, Optional.of(id)).toBytes());
    entries.add(envelope(8, Optional.of(id)).toBytes());
    Replacement replacement = bring(bundle(2, 4), 8).replacement().orElseThrow();
    assertEquals(6, replacement.logProof().index());
    assertEquals(published.checkpoint(8), replacement.logProof().checkpoint());
    assertInstanceOf(
        ProofVerdict.Accepted.class,
        replacement.logProof().check(replacement.envelope().toBytes(), 6));
    assertEquals(Optional.empty(), bring(bundle(2, 4), 6).replacement());
    assertEquals(Optional.empty(), bring(bundle(3, 4), 8).replacement());
  }

  /** What was logged before a statement cannot take it back. */
  @Test
  void anEarlierEntryThatNamesIt_isNoReplacement() throws Exception {
    Hash id = Envelope.parse(entries.get(1)).payloadDigest();
    entries.set(0, envelope(9, Optional.of(id)).toBytes());
    assertEquals(Optional.empty(), bring(bundle(2, 4), 4).replacement());
  }

  @Test
  void aNewestThatIsSmallerForkedOrAnothers_contradicts() throws Exception {
    assertContradiction(bundle(2, 4), published.log(), published.checkpoint(3));
    Checkpoint is = published.checkpoint(4).checkpoint();
    assertContradiction(
        bundle(2, 2),
        published.log(),
        published.signed(new Checkpoint("other.example/log", 4, is.root())));
    List<byte[]> forked = new ArrayList<>(entries);
    forked.set(0, envelope(1, Optional.of(SOME)).toBytes());
    PublishedTiles fork = new PublishedTiles(forked);
    for (int size = 2; size <= 4; size++) {
      assertContradiction(bundle(2, 2), fork.log(), fork.checkpoint(size));
      assertContradiction(bundle(2, 2), published.log(), fork.checkpoint(size));
    }
  }

  /** Its statement stands in both histories; what it was shown under does not. */
  @Test
  void aBundleUnderAFork_contradicts_whateverItNamesBesideThat() throws Exception {
    List<byte[]> forked = new ArrayList<>(entries);
    forked.set(0, envelope(1, Optional.of(SOME)).toBytes());
    PublishedTiles fork = new PublishedTiles(forked);
    Bundle good = bundle(2, 2, new EarlierCheckpoint(2, published.root(2), List.of()));
    assertEquals(good.earlier().size(), bring(good, 4).earlier().size());
    Bundle under =
        good.under(
            fork.log().reader().proof(1, fork.checkpoint(2)), good.earlier(), Optional.empty());
    assertContradiction(under, published.log(), published.checkpoint(4));
  }

  @Test
  void aProofOfNoPlaceInItsOwnLog_isLeftForTheChecks() throws Exception {
    Bundle good = bundle(2, 2);
    Bundle bad =
        good.under(
            new LogProof(2, good.logProof().path(), good.logProof().checkpoint()),
            List.of(),
            Optional.empty());
    assertEquals(bad, bring(bad, 4));
  }

  @Test
  void aLogWhoseTilesCannotBeHad_isToldAfterAFewQuestions_howeverLongItClaimsToBe()
      throws Exception {
    SignedCheckpoint endless =
        published.signed(new Checkpoint(PublishedTiles.ORIGIN, 1L << 40, SOME));
    assertThrows(IOException.class, () -> NewestLog.bring(bundle(2, 2), published.log(), endless));
    assertTrue(published.asked().size() < 50, published.asked().toString());
  }

  @Test
  void theLog_readsEachTileOnce_andTellsWhichIsMissing() throws Exception {
    PublishedLog log = published.log();
    log.reader().proof(1, published.checkpoint(4));
    log.reader().proof(2, published.checkpoint(4));
    assertEquals(List.of("log/tile/0/000.p/4", "log/tile/entries/000.p/4"), published.asked());
    PublishedLog empty = new PublishedLog((path, most) -> Optional.empty());
    assertEquals(Optional.empty(), empty.checkpoint());
    byte[] newest = published.checkpoint(4).bytes();
    PublishedLog one =
        new PublishedLog(
            (path, most) -> path.equals("log/checkpoint") ? Optional.of(newest) : Optional.empty());
    assertEquals(Optional.of(published.checkpoint(4)), one.checkpoint());
    String said =
        assertThrows(IOException.class, () -> empty.reader().proof(1, published.checkpoint(4)))
            .getMessage();
    assertEquals(new TilePath(0, 0, 4), TilePath.parse("tile/0/000.p/4"));
    assertTrue(String.valueOf(said).contains(".p/4 is not published"), said);
  }

  /** Hashes are few and asked for again and again; a bundle may have 16 MiB, and is read once. */
  @Test
  void theLog_keepsEveryTileOfHashes_andOfTheEntriesTheLastBundle() throws Exception {
    TileHashes.Tiles tiles = published.log().tiles();
    for (TilePath path : List.of(new TilePath(0, 0, 3), new TilePath(TilePath.ENTRIES, 0, 3))) {
      TilePath other = new TilePath(path.level(), 0, 4);
      byte[] first = tiles.read(path);
      tiles.read(other);
      assertArrayEquals(first, tiles.read(path));
    }
    assertEquals(
        List.of(
            "log/tile/0/000.p/3",
            "log/tile/0/000.p/4",
            "log/tile/entries/000.p/3",
            "log/tile/entries/000.p/4",
            "log/tile/entries/000.p/3"),
        published.asked());
  }
}
