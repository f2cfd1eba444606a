package dev.solvent.attest.log.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.LogReader;
import dev.solvent.attest.log.ProofVerdict;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.SlowLog;
import dev.solvent.attest.log.TilePath;
import dev.solvent.attest.log.WitnessVerdict.QuorumMissed;
import dev.solvent.attest.log.store.Finding.Kind;
import dev.solvent.attest.log.store.LogRefusedException.Reason;
import dev.solvent.attest.log.store.PublishOutcome.BelowFloor;
import dev.solvent.attest.log.store.PublishOutcome.Published;
import dev.solvent.attest.note.SignatureLine;
import dev.solvent.attest.note.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/spec/log.md} section 9, where nothing stops. */
final class LogStoreTest {
  @TempDir(factory = MemoryFolder.class)
  Path home;

  private TestLog log() {
    return new TestLog(home.resolve("log"));
  }

  private static Reason refusal(org.junit.jupiter.api.function.Executable act) {
    return assertThrows(LogRefusedException.class, act).reason();
  }

  /**
   * A process that was killed may have left it to be lost with the power: nobody builds on that.
   */
  @Test
  void whatAnotherProcessLeft_isForcedToTheDiskBeforeItIsRead() throws IOException {
    Path folder = log().lockFolder();
    Files.createDirectories(folder);
    byte[] state = {1};
    new FileLockStore(FaultyDisk.sound(), folder).compareAndSwap(new byte[0], state);
    FaultyDisk disk = FaultyDisk.sound();
    FileLockStore lock = new FileLockStore(disk, folder);
    assertArrayEquals(state, lock.read());
    List<String> forced = disk.steps().stream().filter(step -> step.contains("sync")).toList();
    assertTrue(forced.stream().anyMatch(step -> step.endsWith("state")), forced::toString);
    int syncs = disk.syncs();
    assertArrayEquals(state, lock.read());
    assertEquals(syncs, disk.syncs(), "what is known to be on the disk is not forced again");
  }

  @Test
  void sizesOverTwoLevels_proveEveryEntry() throws IOException, LogRefusedException {
    TestLog test = log();
    TransparencyLog log = test.init();
    LogReader reader = StoredLog.reader(test.folder());
    SignedCheckpoint before = StoredLog.published(test.folder()).orElseThrow();
    assertEquals(Checkpoint.empty(TestLog.ORIGIN), before.checkpoint());
    int size = 0;
    for (int batch : new int[] {1, 2, 252, 1, 1, 254, 1, 700, 65_000}) {
      Published published =
          assertInstanceOf(
              Published.class, log.append(SlowLog.entries(size, size + batch), TestLog.NOW));
      size += batch;
      Checkpoint now = published.checkpoint().checkpoint();
      assertEquals(size, now.size());
      assertEquals(SlowLog.root(SlowLog.entries(0, size)), now.root());
      assertEquals(published.checkpoint(), StoredLog.published(test.folder()).orElseThrow());
      assertEquals(published.checkpoint().checkpoint(), test.open().signed().checkpoint());
      reader.consistency(before.checkpoint(), now);
      for (long index = 0; index < size; index += 1 + size / 9) {
        assertArrayEquals(SlowLog.entry(index), reader.entry(index, now));
        assertEquals(
            new ProofVerdict.Accepted(),
            reader.proof(index, published.checkpoint()).check(SlowLog.entry(index), index));
      }
      before = published.checkpoint();
    }
    assertEquals(size, test.assertSound(size).size());
  }

  /** A statement's envelope has more than 255 bytes, unlike the other entries here. */
  @Test
  void entriesOfAnyLength_areReadAsTheyWereAppended() throws IOException, LogRefusedException {
    TestLog test = log();
    TransparencyLog log = test.init();
    List<byte[]> entries = new ArrayList<>();
    for (int length : new int[] {0, 1, 255, 256, 0xFFFF}) {
      byte[] entry = new byte[length];
      Arrays.fill(entry, (byte) length);
      entries.add(entry);
    }
    log.append(entries.subList(0, 2), TestLog.NOW);
    log.append(entries.subList(2, 5), TestLog.NOW);
    Checkpoint now = test.assertSound(entries.size());
    assertEquals(SlowLog.root(entries), now.root());
    LogReader reader = StoredLog.reader(test.folder());
    for (int i = 0; i < entries.size(); i++) {
      assertArrayEquals(entries.get(i), reader.entry(i, now));
    }
  }

  @Test
  void init_twice_orBesideALog_isRefused() throws IOException, LogRefusedException {
    TestLog test = log();
    test.ofSize(1);
    assertEquals(Reason.ALREADY_INITIALISED, refusal(test::init));
    FaultyDisk.deleteAll(test.lockFolder());
    assertEquals(Reason.ALREADY_INITIALISED, refusal(test::init));
    assertEquals(Reason.PUBLISHED_AHEAD, refusal(test::open));
    FaultyDisk.deleteAll(test.folder());
    assertEquals(Reason.NOT_INITIALISED, refusal(test::open));
  }

  /** A backup of the lock store, brought back: the log would sign history anew. */
  @Test
  void open_withAnOldLockStore_isRefusedAndSaysWhy() throws IOException, LogRefusedException {
    TestLog test = log();
    TransparencyLog log = test.ofSize(3);
    TestLog.copy(test.lockFolder(), home.resolve("backup"));
    byte[] checkpoint = Files.readAllBytes(test.folder().resolve("checkpoint"));
    log.append(List.of(SlowLog.entry(3)), TestLog.NOW);
    FaultyDisk.deleteAll(test.lockFolder());
    TestLog.copy(home.resolve("backup"), test.lockFolder());
    LogRefusedException refused = assertThrows(LogRefusedException.class, test::open);
    assertEquals(Reason.PUBLISHED_AHEAD, refused.reason());
    assertEquals(
        "published checkpoint of size 4 beyond the signed size 3: the lock store is an old copy,"
            + " want the one that signed last",
        refused.getMessage());
    // The published checkpoint too: its tiles still tell.
    Files.write(test.folder().resolve("checkpoint"), checkpoint);
    assertEquals(Reason.PUBLISHED_AHEAD, refusal(test::open));
    // A writer that ran on meanwhile sees that it is not alone.
    assertEquals(
        Reason.OTHER_WRITER, refusal(() -> log.append(SlowLog.entries(4, 5), TestLog.NOW)));
  }

  @Test
  void open_withAForeignOrForkedCheckpoint_isRefused() throws IOException, LogRefusedException {
    TestLog test = log();
    test.ofSize(3);
    TestLog other = new TestLog(home.resolve("other"));
    other.init().append(List.of(new byte[] {1}), TestLog.NOW);
    Path published = test.folder().resolve("checkpoint");
    Files.copy(
        other.folder().resolve("checkpoint"),
        published,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertEquals(Reason.PUBLISHED_FORK, refusal(test::open));
    Files.write(published, new byte[] {'x'});
    assertEquals(Reason.PUBLISHED_FORK, refusal(test::open));
  }

  @Test
  void open_withDamage_isRefused() throws IOException, LogRefusedException {
    TestLog test = log();
    TransparencyLog log = test.ofSize(3);
    log.append(SlowLog.entries(3, 5), TestLog.NOW);
    Path tile = test.folder().resolve("tile/0/000.p/3");
    byte[] good = Files.readAllBytes(tile);
    byte[] bad = good.clone();
    bad[40] ^= 1;
    Files.write(tile, bad);
    assertEquals(Reason.DAMAGED_TILES, refusal(test::open));
    Files.delete(tile);
    assertEquals(Reason.DAMAGED_TILES, refusal(test::open));
    Files.write(tile, good);
    Path newest = test.folder().resolve("tile/0/000.p/5");
    Files.write(newest, new byte[5 * 32]);
    assertEquals(Reason.DAMAGED_TILES, refusal(test::open)); // never overwritten
    Files.delete(newest);
    test.assertSound(5); // completed from the stage
    Path state = test.lockFolder().resolve("state");
    byte[] bytes = Files.readAllBytes(state);
    bytes[bytes.length - 1] ^= 1;
    Files.write(state, bytes);
    assertEquals(Reason.DAMAGED_TILES, refusal(test::open));
    bytes[60] ^= 1;
    Files.write(state, bytes);
    assertEquals(Reason.DAMAGED_LOCK_STORE, refusal(test::open));
    Files.write(state, new byte[] {1});
    assertEquals(Reason.DAMAGED_LOCK_STORE, refusal(test::open));
  }

  /** The floor is the issuer's own: nothing is published below it, and nothing is lost. */
  @Test
  void publish_belowTheFloor_waits() throws IOException, LogRefusedException {
    TestLog test = log();
    test.ofSize(1);
    List<SignatureLine> answers = new ArrayList<>();
    FaultyDisk disk = FaultyDisk.sound();
    LogSettings settings =
        test.settings(new FileLockStore(disk, test.lockFolder()), checkpoint -> answers);
    TransparencyLog log = TransparencyLog.open(settings, disk);
    answers.add(TestKeys.cosigner("stranger.example/w").cosign("any\n", TestLog.NOW));
    answers.add(TestKeys.cosigner(TestLog.WITNESS).cosign("another\n", TestLog.NOW));
    BelowFloor below =
        assertInstanceOf(BelowFloor.class, log.append(SlowLog.entries(1, 2), TestLog.NOW));
    assertInstanceOf(QuorumMissed.class, below.verdict());
    assertEquals(2, below.signed().checkpoint().size());
    assertEquals(1, StoredLog.published(test.folder()).orElseThrow().checkpoint().size());
    answers.add(
        TestKeys.cosigner(TestLog.WITNESS).cosign(log.signed().checkpoint().text(), TestLog.NOW));
    Published published = assertInstanceOf(Published.class, log.publish(TestLog.NOW));
    assertEquals(2, published.checkpoint().signatures().size()); // the stranger's is left out
    assertEquals(2, StoredLog.published(test.folder()).orElseThrow().checkpoint().size());
  }

  @Test
  void append_ofNothingOrTooMuch_isABug() throws IOException, LogRefusedException {
    TransparencyLog log = log().ofSize(0);
    assertThrows(IllegalArgumentException.class, () -> log.append(List.of(), TestLog.NOW));
    assertThrows(
        IllegalArgumentException.class, () -> log.append(List.of(new byte[65_536]), TestLog.NOW));
    assertThrows(IllegalArgumentException.class, () -> log.rehearse(new byte[65_536]));
    log.append(List.of(new byte[65_535], new byte[0]), TestLog.NOW);
  }

  /** With the two bytes of each one's length. */
  @Test
  void append_ofSixteenMebibytes_isTheMost() throws IOException, LogRefusedException {
    TransparencyLog log = log().ofSize(0);
    List<byte[]> most = new ArrayList<>(Collections.nCopies(256, new byte[65_534]));
    most.set(0, new byte[65_535]);
    assertThrows(IllegalArgumentException.class, () -> log.append(most, TestLog.NOW));
    most.set(0, new byte[65_534]);
    assertInstanceOf(Published.class, log.append(most, TestLog.NOW));
  }

  /** The signer signs what is staged and nothing else. */
  @Test
  void signer_smallerForkedOrUnstaged_isRefused() throws IOException, LogRefusedException {
    TestLog test = log();
    test.ofSize(3);
    FaultyDisk disk = FaultyDisk.sound();
    FileLockStore lock = new FileLockStore(disk, test.lockFolder());
    CheckpointSigner signer = new CheckpointSigner(test.signer(), lock);
    LockState state = LockStates.parse(lock.read());
    Checkpoint signed = state.committed().orElseThrow().checkpoint();
    Checkpoint other = new Checkpoint(TestLog.ORIGIN, 4, SlowLog.root(SlowLog.entries(5, 9)));
    assertEquals(signed, signer.sign(signed, List.of()).checkpoint());
    assertEquals(Reason.SIGNER_REFUSES, refusal(() -> signer.sign(other, List.of())));
    Checkpoint smaller = new Checkpoint(TestLog.ORIGIN, 2, signed.root());
    assertEquals(Reason.SIGNER_REFUSES, refusal(() -> signer.sign(smaller, List.of())));
    Checkpoint forked = new Checkpoint(TestLog.ORIGIN, 3, other.root());
    assertEquals(Reason.SIGNER_REFUSES, refusal(() -> signer.sign(forked, List.of())));
    // Staged, but it does not continue what was signed.
    lock.compareAndSwap(
        lock.read(), LockState.staging(state.committed(), other, SlowLog.entries(8, 9)).bytes());
    assertEquals(
        Reason.SIGNER_REFUSES,
        refusal(() -> signer.sign(other, SlowLog.proof(3, SlowLog.entries(5, 9)))));
    assertThrows(
        IllegalArgumentException.class,
        () -> LockState.staging(state.committed(), forked, List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> LockState.staging(state.committed(), smaller, List.of()));
  }

  /** Both append at once; whoever comes too late is told, and nothing forks or gets lost. */
  @Test
  void twoWriters_neverFork() throws Exception {
    TestLog test = log();
    test.ofSize(250);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<Integer>> writers = new ArrayList<>();
      for (int writer = 0; writer < 2; writer++) {
        int base = 1000 * (writer + 1);
        writers.add(threads.submit(() -> write(test, base)));
      }
      int appended = sum(writers);
      Checkpoint checkpoint = test.assertSound(250 + appended);
      assertEquals(250 + appended, checkpoint.size());
      System.out.println("LogStoreTest: two writers appended " + appended + " entries");
    }
  }

  private static int sum(List<Future<Integer>> writers)
      throws InterruptedException, ExecutionException {
    int sum = 0;
    for (Future<Integer> writer : writers) {
      sum += writer.get();
    }
    return sum;
  }

  /** Appends 15 entries, each until it is in; a later reload finds every one that got in. */
  private static int write(TestLog test, int base) throws IOException, LogRefusedException {
    FaultyDisk disk = FaultyDisk.sound();
    TransparencyLog log = TransparencyLog.open(test.settings(disk), disk);
    LogReader reader = StoredLog.reader(test.folder());
    for (int i = 0; i < 15; ) {
      byte[] entry = SlowLog.entry(base + i);
      try {
        log.append(List.of(entry), TestLog.NOW);
        i++;
      } catch (LogRefusedException | IOException e) {
        reload(log);
        i += isIn(reader, log, entry) ? 1 : 0;
      }
    }
    return 15;
  }

  private static void reload(TransparencyLog log) throws IOException, LogRefusedException {
    for (int tried = 1; ; tried++) {
      try {
        log.reload();
        return;
      } catch (LogRefusedException | IOException e) {
        if (tried == 20) {
          throw e;
        }
      }
    }
  }

  private static boolean isIn(LogReader reader, TransparencyLog log, byte[] entry)
      throws IOException, LogRefusedException {
    Checkpoint now = log.signed().checkpoint();
    for (long index = 250; index < now.size(); index++) {
      if (java.util.Arrays.equals(entry, reader.entry(index, now))) {
        return true;
      }
    }
    return false;
  }

  @Test
  void fsck_namesEveryDifference() throws IOException, LogRefusedException {
    TestLog test = log();
    test.ofSize(3);
    TransparencyLog log = test.open();
    log.append(SlowLog.entries(3, 600), TestLog.NOW);
    Checkpoint checkpoint = log.signed().checkpoint();
    Path tiles = test.folder();
    assertEquals(List.of(), Fsck.run(tiles, checkpoint));
    Checkpoint other = new Checkpoint(TestLog.ORIGIN, 600, SlowLog.root(SlowLog.entries(1, 9)));
    assertEquals(List.of("checkpoint OTHER_ROOT"), found(tiles, other));
    List<TilePath> all = new ArrayList<>();
    TilePath.forEach(600, all::add);
    for (TilePath path : List.copyOf(all)) {
      byte[] good = Files.readAllBytes(tiles.resolve(path.toString()));
      byte[] bad = good.clone();
      bad[bad.length - 1] ^= 1;
      Files.write(tiles.resolve(path.toString()), bad);
      if (path.level() == TilePath.ENTRIES) {
        assertTrue(found(tiles, checkpoint).contains("checkpoint OTHER_ROOT"), path::toString);
      } else {
        assertEquals(List.of(path + " DIFFERENT"), found(tiles, checkpoint));
      }
      Files.delete(tiles.resolve(path.toString()));
      assertEquals(List.of(path + " MISSING"), found(tiles, checkpoint));
      Files.write(tiles.resolve(path.toString()), good);
    }
    Files.write(tiles.resolve("tile/0/000.p/3"), new byte[96]);
    Files.write(tiles.resolve("tile/entries/000.p/3"), new byte[1]);
    Files.write(tiles.resolve("tile/entries/003"), new byte[1]);
    Files.write(tiles.resolve("tile/notes.txt"), new byte[1]);
    assertEquals(
        Set.of(
            "tile/entries/000.p/3 DIFFERENT",
            "tile/0/000.p/3 DIFFERENT",
            "\"tile/entries/003\" UNEXPECTED",
            "\"tile/notes.txt\" UNEXPECTED"),
        Set.copyOf(found(tiles, checkpoint)));
    assertEquals(Kind.UNEXPECTED, Fsck.run(tiles, Checkpoint.empty("x")).getFirst().kind());
  }

  /** Where entries cannot be read their hashes lead on, and without these nothing does. */
  @Test
  void fsck_ofEntriesThatCannotBeRead_goesOnByTheirHashes()
      throws IOException, LogRefusedException {
    TestLog test = log();
    Checkpoint checkpoint = test.ofSize(600).signed().checkpoint();
    Path tiles = test.folder();
    flipLast(tiles.resolve("tile/0/001"));
    Path entries = tiles.resolve("tile/entries/000");
    Files.write(entries, new byte[] {0, 9, 1});
    assertEquals(
        List.of("tile/entries/000 DIFFERENT", "tile/0/001 DIFFERENT"), found(tiles, checkpoint));
    Files.delete(entries);
    assertEquals(
        List.of("tile/entries/000 MISSING", "tile/0/001 DIFFERENT"), found(tiles, checkpoint));
    Files.write(tiles.resolve("tile/0/000"), new byte[31]);
    assertEquals(
        List.of("tile/entries/000 MISSING", "tile/0/000 DIFFERENT"), found(tiles, checkpoint));
  }

  private static void flipLast(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
  }

  private static List<String> found(Path folder, Checkpoint checkpoint) throws IOException {
    return Fsck.run(folder, checkpoint).stream()
        .map(finding -> finding.path() + " " + finding.kind())
        .toList();
  }
}
