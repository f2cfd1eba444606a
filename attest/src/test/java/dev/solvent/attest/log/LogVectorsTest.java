package dev.solvent.attest.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.solvent.attest.LooseJson;
import dev.solvent.attest.RepoFiles;
import dev.solvent.attest.log.ProofVerdict.Accepted;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.signature.Digests;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Logs and proofs that others made, and an older draft of ours. */
final class LogVectorsTest {
  private static List<JsonNode> cases(String kind) throws IOException {
    Path folder = LogVectors.thirdParty("merkle-proofs").resolve("testdata").resolve(kind);
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(file -> LooseJson.tree(RepoFiles.bytes(file)))
          .toList();
    }
  }

  /** Absent where the vector's bytes are no hash: our types cannot hold them, so it is refused. */
  private static Optional<Hash> hash(JsonNode base64) {
    byte[] bytes = base64.isNull() ? new byte[0] : Base64.getDecoder().decode(base64.textValue());
    return bytes.length == Hash.BYTES ? Optional.of(Hash.of(bytes)) : Optional.empty();
  }

  private static Optional<List<Hash>> hashes(JsonNode list) {
    List<Hash> hashes = new ArrayList<>();
    for (JsonNode one : list) {
      Optional<Hash> hash = hash(one);
      if (hash.isEmpty()) {
        return Optional.empty();
      }
      hashes.add(hash.get());
    }
    return Optional.of(hashes);
  }

  /** github.com/transparency-dev/merkle, testdata/inclusion. */
  @Test
  void inclusionCases() throws IOException {
    Map<String, Integer> counts = new HashMap<>();
    for (JsonNode one : cases("inclusion")) {
      Optional<Hash> leaf = hash(one.get("leafHash"));
      Optional<Hash> root = hash(one.get("root"));
      Optional<List<Hash>> path = hashes(one.get("proof"));
      boolean accepted = false;
      if (leaf.isPresent() && root.isPresent() && path.isPresent()) {
        long index = one.get("leafIdx").bigIntegerValue().longValue();
        long size = one.get("treeSize").bigIntegerValue().longValue();
        accepted =
            LogInclusion.check(leaf.get(), index, path.get(), size, root.get()) instanceof Accepted;
      }
      assertEquals(!one.get("wantErr").booleanValue(), accepted, one::toString);
      counts.merge(accepted ? "accepted" : "refused", 1, Integer::sum);
    }
    System.out.println("LogVectorsTest: inclusion vectors: " + counts);
    assertEquals(98, counts.values().stream().mapToInt(Integer::intValue).sum());
  }

  /** The same, testdata/consistency. */
  @Test
  void consistencyCases() throws IOException {
    Map<String, Integer> counts = new HashMap<>();
    for (JsonNode one : cases("consistency")) {
      Optional<Hash> old = hash(one.get("root1"));
      Optional<Hash> root = hash(one.get("root2"));
      Optional<List<Hash>> proof = hashes(one.get("proof"));
      boolean accepted = false;
      if (old.isPresent() && root.isPresent() && proof.isPresent()) {
        long oldSize = one.get("size1").longValue();
        long size = one.get("size2").longValue();
        accepted =
            LogConsistency.check(oldSize, old.get(), size, root.get(), proof.get())
                instanceof Accepted;
      }
      boolean want = !one.get("wantErr").booleanValue();
      if (want && old.isEmpty()) { // two equal roots of 9 bytes
        counts.merge("refused on purpose, as the roots are no hashes", 1, Integer::sum);
        continue;
      }
      assertEquals(want, accepted, one::toString);
      counts.merge(accepted ? "accepted" : "refused", 1, Integer::sum);
    }
    System.out.println("LogVectorsTest: consistency vectors: " + counts);
    assertEquals(98, counts.values().stream().mapToInt(Integer::intValue).sum());
    assertEquals(1, counts.get("refused on purpose, as the roots are no hashes"));
  }

  @Test
  void coreVectors_hashes() throws MalformedException {
    int checked = 0;
    for (JsonNode one : LogVectors.core("rfc6962_hash")) {
      Hash want = Hash.parse(one.get("hex").textValue());
      assertEquals(want, hashOf(one));
      checked++;
    }
    System.out.println("LogVectorsTest: hash vectors: " + checked);
    assertEquals(4, checked);
  }

  private static Hash hashOf(JsonNode one) {
    return switch (one.get("what").textValue()) {
      case "empty tree" -> LogHasher.EMPTY_ROOT;
      case "leaf" -> LogHasher.leaf(bytes(one.get("input_utf8")));
      default -> shortNode(bytes(one.get("left_utf8")), bytes(one.get("right_utf8")));
    };
  }

  private static byte[] bytes(JsonNode text) {
    return text.textValue().getBytes(StandardCharsets.UTF_8);
  }

  /** The vector's children are no hashes, and so not for our node hash: by the JDK alone. */
  private static Hash shortNode(byte[] left, byte[] right) {
    byte[] both = new byte[1 + left.length + right.length];
    both[0] = 1;
    System.arraycopy(left, 0, both, 1, left.length);
    System.arraycopy(right, 0, both, 1 + left.length, right.length);
    return Digests.sha256(both);
  }

  @Test
  void coreVectors_tilePaths() throws MalformedException {
    int checked = 0;
    for (JsonNode one : LogVectors.core("tile_paths")) {
      int width = one.get(2).intValue();
      TilePath path =
          new TilePath(
              one.get(0).intValue(), one.get(1).longValue(), width == 0 ? TilePath.FULL : width);
      assertEquals(one.get(3).textValue(), path.toString());
      assertEquals(path, TilePath.parse(path.toString()));
      checked++;
    }
    System.out.println("LogVectorsTest: tile path vectors: " + checked);
    assertEquals(7, checked);
  }

  @Test
  void coreVectors_tilesOf70000() {
    JsonNode want = LogVectors.core("tree_70000");
    List<TilePath> tiles = new ArrayList<>();
    TilePath.forEach(70_000, tiles::add);
    assertEquals(want.get("full_L0").intValue(), full(tiles, 0));
    assertEquals(want.get("full_L0").intValue(), full(tiles, TilePath.ENTRIES));
    assertEquals(want.get("full_L1").intValue(), full(tiles, 1));
    assertEquals(want.get("partial_L0").intValue(), partial(tiles, 0));
    assertEquals(want.get("partial_L1").intValue(), partial(tiles, 1));
    assertEquals(want.get("partial_L2").intValue(), partial(tiles, 2));
    assertEquals(274 + 274 + 2 + 1, tiles.size());
  }

  private static long full(List<TilePath> tiles, int level) {
    return tiles.stream().filter(tile -> tile.level() == level && tile.isFull()).count();
  }

  private static int partial(List<TilePath> tiles, int level) {
    return tiles.stream()
        .filter(tile -> tile.level() == level && !tile.isFull())
        .findAny()
        .orElseThrow()
        .width();
  }

  /**
   * An older draft of ours: its log, notes and proof; a line of the unknown type 6 says nothing.
   */
  @Test
  void olderDraft_logNotesAndProof() throws MalformedException {
    Path folder = LogVectors.own("log-worked-example");
    JsonNode keys = LooseJson.tree(RepoFiles.bytes(folder.resolve("keys.json")));
    NoteKey key = NoteKey.parse(keys.get("logVkeyEd25519").textValue());
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      entries.add(RepoFiles.bytes(folder.resolve("entry-" + i + ".dsse.json")));
    }
    byte[] tile = new byte[3 * Hash.BYTES];
    byte[] bundle = RepoFiles.bytes(folder.resolve("tile/entries/000.p/3"));
    assertArrayEquals(bundle, EntryBundle.print(entries));
    EntryBundle.hash(bundle, EntryBundle.ends(bundle, 3), new LogHasher(), tile);
    assertArrayEquals(RepoFiles.bytes(folder.resolve("tile/0/000.p/3")), tile);
    for (int size : new int[] {1, 3}) {
      byte[] bytes = RepoFiles.bytes(folder.resolve("checkpoint." + size));
      SignedCheckpoint signed = SignedCheckpoint.parse(bytes);
      assertArrayEquals(bytes, signed.bytes());
      assertEquals(2, signed.signatures().size());
      assertInstanceOf(
          CheckpointVerdict.Accepted.class,
          signed.check(keys.get("logOrigin").textValue(), List.of(key)));
      assertEquals(SlowLog.root(entries.subList(0, size)), signed.checkpoint().root());
    }
    byte[] bytes = RepoFiles.bytes(folder.resolve("entry-1.tlog-proof"));
    LogProof proof = LogProof.parse(bytes);
    assertArrayEquals(bytes, proof.bytes());
    assertEquals(new Accepted(), proof.check(entries.get(1), 1));
    assertInstanceOf(ProofVerdict.Rejected.class, proof.check(entries.get(0), 1));
    System.out.println("LogVectorsTest: older draft: 3 entries, 2 checkpoints, 1 proof");
  }
}
