package dev.solvent.attest.log.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.RepoFiles;
import dev.solvent.attest.log.CheckpointVerdict;
import dev.solvent.attest.log.EntryBundle;
import dev.solvent.attest.log.LogVectors;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.SlowLog;
import dev.solvent.attest.log.TilePath;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** github.com/transparency-dev/tessera, testdata/log: built once more, and compared by bytes. */
final class TesseraLogTest {
  @Test
  void storedLog_atEachOfItsSizes() throws IOException, MalformedException {
    Path data = LogVectors.thirdParty("tessera-log").resolve("testdata");
    Path folder = data.resolve("log");
    Matcher key =
        Pattern.compile("LOG_PUBLIC_KEY=\"(.*)\"")
            .matcher(RepoFiles.text(data.resolve("build_log.sh")));
    assertTrue(key.find());
    NoteKey log = NoteKey.parse(key.group(1));
    List<byte[]> entries =
        EntryBundle.parse(RepoFiles.bytes(folder.resolve("tile/entries/000.p/15")), 15);
    TileEdge edge = new TileEdge();
    int tiles = 0;
    for (int size = 0; size <= 15; size++) {
      if (size > 0) {
        TilePlan plan = TilePlan.of(edge, entries.subList(size - 1, size));
        for (Map.Entry<TilePath, byte[]> tile : plan.tiles().entrySet()) {
          assertArrayEquals(
              RepoFiles.bytes(folder.resolve(tile.getKey().toString())), tile.getValue());
          tiles++;
        }
        edge = plan.edge();
      }
      byte[] bytes = RepoFiles.bytes(folder.resolve("checkpoint." + size));
      SignedCheckpoint signed = SignedCheckpoint.parse(bytes);
      assertArrayEquals(bytes, signed.bytes());
      assertInstanceOf(CheckpointVerdict.Accepted.class, signed.check(log.name(), List.of(log)));
      assertEquals(size, signed.checkpoint().size());
      assertEquals(signed.checkpoint().root(), edge.root());
      assertEquals(signed.checkpoint().root(), SlowLog.root(entries.subList(0, size)));
      assertEquals(List.of(), differences(folder, signed));
    }
    System.out.println("TesseraLogTest: vectors: 16 sizes, " + tiles + " tiles byte for byte");
    assertEquals(30, tiles);
  }

  /** Our fsck on their files; wider tiles than the size's are those of later sizes. */
  private static List<Finding> differences(Path folder, SignedCheckpoint signed)
      throws IOException {
    return Fsck.run(folder, signed.checkpoint()).stream()
        .filter(finding -> finding.kind() != Finding.Kind.UNEXPECTED)
        .toList();
  }
}
