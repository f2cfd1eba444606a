package dev.solvent.attest.log.store;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.ProofBuilder;
import dev.solvent.attest.log.TileHashes;
import dev.solvent.attest.log.TilePath;
import dev.solvent.merkle.Hash;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What appending entries comes to, before anything is written: the tiles, and the new edge. */
final class TilePlan {
  private final long from;
  private final TileEdge edge;
  private final Map<TilePath, byte[]> tiles = new LinkedHashMap<>();

  private TilePlan(TileEdge edge) {
    from = edge.size();
    this.edge = edge;
  }

  static TilePlan of(TileEdge before, List<byte[]> entries) throws IOException {
    TilePlan plan = new TilePlan(before.copy());
    TileEdge.Sink keep =
        (path, bytes, length) -> plan.tiles.put(path, Arrays.copyOf(bytes, length));
    for (byte[] entry : entries) {
      plan.edge.append(entry, 0, entry.length, keep);
    }
    plan.edge.flush(keep);
    return plan;
  }

  TileEdge edge() {
    return edge;
  }

  Checkpoint checkpoint(String origin) {
    return new Checkpoint(origin, edge.size(), edge.root());
  }

  /** Entries before their hashes, each level before the one above it. */
  Map<TilePath, byte[]> tiles() {
    return tiles;
  }

  /** Why the new log is consistent with the one before it, from these tiles and older ones. */
  List<Hash> consistency(LogFolder folder) throws IOException {
    if (from == 0) {
      return List.of();
    }
    TileHashes.Tiles all =
        path -> tiles.containsKey(path) ? tiles.getOrDefault(path, new byte[0]) : folder.read(path);
    return new ProofBuilder(new TileHashes(edge.size(), all)).consistency(from, edge.size());
  }
}
