package dev.solvent.attest.log.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.ContradictionException;
import dev.solvent.attest.log.EntryBundle;
import dev.solvent.attest.log.Lineage;
import dev.solvent.attest.log.LogAudit;
import dev.solvent.attest.log.LogHasher;
import dev.solvent.attest.log.LogReader;
import dev.solvent.attest.log.OtherBeginning;
import dev.solvent.attest.log.SlowLog;
import dev.solvent.attest.log.TilePath;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log of 600 entries: two full tiles, one that is not, and one above them. */
final class LogAuditTest {
  private static final int SIZE = 600;

  @TempDir Path home;
  private Path folder;
  private Checkpoint checkpoint;

  @BeforeEach
  void make() throws IOException, LogRefusedException {
    TestLog log = new TestLog(home);
    log.ofSize(SIZE);
    folder = log.folder();
    checkpoint = StoredLog.published(folder).orElseThrow().checkpoint();
  }

  private byte[] read(TilePath path) throws IOException {
    return Files.readAllBytes(folder.resolve(path.toString()));
  }

  private List<byte[]> audit(long from) throws IOException {
    List<byte[]> entries = new ArrayList<>();
    LogAudit.run(
        from,
        checkpoint,
        this::read,
        (index, bytes) -> {
          assertEquals(from + entries.size(), index);
          entries.add(bytes);
        });
    return entries;
  }

  private void flip(String tile, int at) throws IOException {
    Path file = folder.resolve(tile);
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 1;
    Files.delete(file);
    Files.write(file, bytes);
  }

  @Test
  void soundLog_handsOnEveryEntryFromThereOn() throws IOException {
    for (long from : new long[] {0, 1, 255, 256, 300, 512, 599, 600}) {
      List<byte[]> entries = audit(from);
      assertEquals(SIZE - from, entries.size());
      if (!entries.isEmpty()) {
        assertArrayEquals(SlowLog.entry(from), entries.getFirst());
        assertArrayEquals(SlowLog.entry(SIZE - 1), entries.getLast());
      }
    }
  }

  /** Each tile is held to something: an entry, the tile above, the root. */
  @Test
  void oneBitOfAnyTile_isNamed() throws IOException {
    for (String tile :
        List.of(
            "tile/0/000",
            "tile/0/001",
            "tile/0/002.p/88",
            "tile/1/000.p/2",
            "tile/entries/000",
            "tile/entries/001",
            "tile/entries/002.p/88")) {
      int at = 40; // of the second hash; within an entry
      flip(tile, at);
      ContradictionException e = assertThrows(ContradictionException.class, () -> audit(0), tile);
      String number = tile.replaceAll("tile/(entries|0)/([0-9]{3}).*", "$2");
      assertTrue(e.getMessage().contains(number) || e.getMessage().startsWith("tiles of the root"));
      flip(tile, at);
      audit(0);
    }
  }

  /** One that is consistent with a tile which lies: the tile above knows. */
  @Test
  void entryThatWasReplacedWithItsHash_isNotWhatTheTileAboveSays() throws IOException {
    flip("tile/entries/000", 40);
    byte[] bundle = read(new TilePath(TilePath.ENTRIES, 0, TilePath.FULL));
    byte[] tile = new byte[TilePath.FULL * Hash.BYTES];
    try {
      EntryBundle.hash(bundle, EntryBundle.ends(bundle, TilePath.FULL), new LogHasher(), tile);
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
    Files.delete(folder.resolve("tile/0/000"));
    Files.write(folder.resolve("tile/0/000"), tile);
    ContradictionException e = assertThrows(ContradictionException.class, () -> audit(0));
    assertTrue(e.getMessage().startsWith("tile/0/000: root "), e::getMessage);
  }

  @Test
  void entryThatIsNotWhatItsTileSays_isNamed() throws IOException {
    int first = 2;
    int second = SlowLog.entry(256).length + 4;
    for (int i = 0; i < 2; i++) {
      flip("tile/entries/001", i == 0 ? first : second);
      assertEquals(
          "tile/entries/001: entry " + (256 + i) + " of another hash, want that of its tile",
          assertThrows(ContradictionException.class, () -> audit(0)).getMessage());
      flip("tile/entries/001", i == 0 ? first : second);
    }
  }

  /** Consistent up to the root of 65,536 entries: the tile that holds this root knows. */
  @Test
  void tilesThatAreReplacedTogether_areNotWhatTheLevelAboveSays() throws IOException {
    int size = (1 << 16) + 1;
    Map<TilePath, byte[]> sound = new HashMap<>();
    TileEdge edge = new TileEdge();
    Map<TilePath, byte[]> replaced = new HashMap<>();
    TileEdge other = new TileEdge();
    for (int i = 0; i < size; i++) {
      byte[] entry = SlowLog.entry(i);
      edge.append(entry, 0, entry.length, keep(sound));
      other.append(i == 40 ? new byte[1] : entry, 0, i == 40 ? 1 : entry.length, keep(replaced));
    }
    edge.flush(keep(sound));
    checkpoint = new Checkpoint(checkpoint.origin(), size, edge.root());
    List<byte[]> entries = new ArrayList<>();
    LogAudit.run(0, checkpoint, sound::get, (index, bytes) -> entries.add(bytes));
    assertEquals(size, entries.size());
    for (String path : List.of("tile/entries/000", "tile/0/000", "tile/1/000")) {
      TilePath tile = path(path);
      sound.put(tile, replaced.get(tile));
    }
    ContradictionException e =
        assertThrows(
            ContradictionException.class,
            () -> LogAudit.run(0, checkpoint, sound::get, (index, bytes) -> {}));
    assertTrue(e.getMessage().startsWith("tile/1/000: root "), e::getMessage);
  }

  private static TileEdge.Sink keep(Map<TilePath, byte[]> tiles) {
    return (path, bytes, length) -> tiles.put(path, Arrays.copyOf(bytes, length));
  }

  private static TilePath path(String text) {
    try {
      return TilePath.parse(text);
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  /** Its tiles are full, and none comes after them. */
  @Test
  void logOfWholeTiles_ends() throws IOException, LogRefusedException {
    TestLog whole = new TestLog(home.resolve("whole"));
    whole.ofSize(512);
    folder = whole.folder();
    checkpoint = StoredLog.published(folder).orElseThrow().checkpoint();
    assertEquals(512, audit(0).size());
    assertEquals(0, audit(512).size());
  }

  /** What was held to an earlier checkpoint is not walked through again, however much it is. */
  @Test
  void longLog_ofWhichLittleIsNew_isReadOn() {
    checkpoint = new Checkpoint(checkpoint.origin(), 1L << 40, checkpoint.root());
    assertThrows(NoSuchFileException.class, () -> audit((1L << 40) - 100_000));
    assertTrue(
        assertThrows(ContradictionException.class, () -> audit((1L << 40) - 100_001))
            .getMessage()
            .startsWith("log of size 1099511627776, want at most 100000"));
  }

  @Test
  void otherRoot_tileCutOff_andTooManyEntries_areRefused() throws IOException {
    Checkpoint sound = checkpoint;
    checkpoint = new Checkpoint(sound.origin(), SIZE, SlowLog.root(SlowLog.entries(0, 3)));
    assertThrows(ContradictionException.class, () -> audit(0));
    checkpoint = new Checkpoint(sound.origin(), 1L << 40, sound.root());
    assertTrue(
        assertThrows(ContradictionException.class, () -> audit(0))
            .getMessage()
            .startsWith("log of size 1099511627776, want at most 100000"));
    checkpoint = sound;
    Path cut = folder.resolve("tile/0/002.p/88");
    byte[] bytes = Files.readAllBytes(cut);
    Files.delete(cut);
    Files.write(cut, Arrays.copyOf(bytes, 100));
    assertThrows(ContradictionException.class, () -> audit(0));
  }

  private Checkpoint of(List<byte[]> entries) {
    return new Checkpoint(checkpoint.origin(), entries.size(), SlowLog.root(entries));
  }

  @Test
  void lineage_ofWhatCameBefore_andOfAFork() throws IOException {
    LogReader reader = new LogReader(this::read);
    for (int size : new int[] {0, 1, 7, 256, 300, 512, 599, 600}) {
      Checkpoint before = of(SlowLog.entries(0, size));
      assertInstanceOf(
          Lineage.Continued.class, reader.lineage(before, checkpoint), () -> "" + size);
    }
    for (int size : new int[] {1, 7, 256, 300, 512, 599}) {
      List<byte[]> other = new ArrayList<>(SlowLog.entries(0, size));
      other.set(size / 2, new byte[] {1});
      Checkpoint before = of(other);
      Lineage.Forked forked =
          assertInstanceOf(Lineage.Forked.class, reader.lineage(before, checkpoint));
      OtherBeginning shown = forked.beginning().orElseThrow();
      assertEquals(forked, Lineage.of(before, checkpoint, Optional.of(shown)));
      // Of the log's own beginning it says nothing, nor with another proof.
      Checkpoint own = of(SlowLog.entries(0, size));
      assertInstanceOf(Lineage.NotShown.class, Lineage.of(own, checkpoint, Optional.of(shown)));
      assertInstanceOf(
          Lineage.NotShown.class,
          Lineage.of(
              before, checkpoint, Optional.of(new OtherBeginning(before.root(), shown.proof()))));
      assertInstanceOf(
          Lineage.NotShown.class,
          Lineage.of(before, checkpoint, Optional.of(new OtherBeginning(shown.root(), List.of()))));
    }
  }

  @Test
  void lineage_ofTheSameSize_needsNoTile() throws IOException {
    LogReader none =
        new LogReader(path -> {
          throw new AssertionError(path);
        });
    Checkpoint other = of(SlowLog.entries(1, SIZE + 1));
    assertEquals(new Lineage.Forked(Optional.empty()), none.lineage(other, checkpoint));
    assertEquals(new Lineage.Continued(List.of()), none.lineage(checkpoint, checkpoint));
    Checkpoint elsewhere = new Checkpoint("other.example/log", SIZE, other.root());
    assertInstanceOf(Lineage.NotShown.class, none.lineage(elsewhere, checkpoint));
    assertInstanceOf(
        Lineage.NotShown.class,
        Lineage.of(of(SlowLog.entries(0, 5)), checkpoint, Optional.empty()));
  }

  @Test
  void lineage_byTilesOfAnotherLog_showsNothing() throws IOException {
    Checkpoint other = of(SlowLog.entries(1, SIZE + 1));
    Checkpoint before = of(SlowLog.entries(0, 300));
    Lineage.NotShown none =
        assertInstanceOf(Lineage.NotShown.class, new LogReader(this::read).lineage(before, other));
    assertTrue(none.why().startsWith("tiles of another log: "), none::why);
  }
}
