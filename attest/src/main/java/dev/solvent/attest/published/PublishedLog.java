package dev.solvent.attest.published;

import dev.solvent.attest.log.LogReader;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.TileHashes;
import dev.solvent.attest.log.TilePath;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The log of a publication: its newest checkpoint and its tiles, each read once. A reader of what
 * it gives checks it; a tile that is missing is a {@link NotPublishedException}. One thread.
 */
public final class PublishedLog {
  /** With as many cosignatures as a note may have. */
  private static final int MOST_CHECKPOINT_BYTES = 1 << 16;

  /** The largest bundle of entries. */
  private static final int MOST_TILE_BYTES = TilePath.FULL * (2 + 0xFFFF);

  private final PublishedFiles files;
  private final Map<TilePath, byte[]> hashes = new HashMap<>();

  /** Entries are read one after another: of their large bundles the last one suffices. */
  private Optional<Map.Entry<TilePath, byte[]>> entries = Optional.empty();

  public PublishedLog(PublishedFiles files) {
    this.files = files;
  }

  /** The newest checkpoint; empty where none is published. */
  public Optional<SignedCheckpoint> checkpoint() throws IOException, MalformedException {
    Optional<byte[]> bytes = files.read(PublishedPath.CHECKPOINT, MOST_CHECKPOINT_BYTES);
    return bytes.isEmpty() ? Optional.empty() : Optional.of(SignedCheckpoint.parse(bytes.get()));
  }

  public LogReader reader() {
    return new LogReader(this::tile);
  }

  /** Its tiles, as far as they are published: nobody has checked them yet. */
  public TileHashes.Tiles tiles() {
    return this::tile;
  }

  private byte[] tile(TilePath path) throws IOException {
    if (path.level() == TilePath.ENTRIES) {
      if (entries.isEmpty() || !entries.get().getKey().equals(path)) {
        entries = Optional.of(Map.entry(path, fetch(path)));
      }
      return entries.get().getValue();
    }
    byte[] known = hashes.get(path);
    if (known == null) {
      known = fetch(path);
      hashes.put(path, known);
    }
    return known;
  }

  private byte[] fetch(TilePath path) throws IOException {
    return files
        .read(PublishedPath.tile(path), MOST_TILE_BYTES)
        .orElseThrow(() -> new NotPublishedException(PublishedPath.tile(path)));
  }
}
