package dev.solvent.attest.published;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.LogHasher;
import dev.solvent.attest.log.ProofBuilder;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.note.TestKeys;
import dev.solvent.merkle.Hash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The published files of a log of a few entries, computed when they are asked for. */
final class PublishedTiles {
  static final String ORIGIN = "exchange.example/log";

  private final List<byte[]> entries;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /** The list may grow later. */
  PublishedTiles(List<byte[]> entries) {
    this.entries = entries;
  }

  PublishedLog log() {
    return new PublishedLog(this::read);
  }

  List<String> asked() {
    return asked;
  }

  private Optional<byte[]> read(String path, int most) {
    asked.add(path);
    int width = path.contains(".p/") ? Integer.parseInt(path.replaceAll(".*\\.p/", "")) : 256;
    ByteArrayOutputStream tile = new ByteArrayOutputStream();
    if (width > entries.size()) {
      return Optional.empty();
    }
    for (byte[] entry : entries.subList(0, width)) {
      if (path.startsWith("log/tile/entries/000")) {
        tile.write(entry.length >> 8);
        tile.write(entry.length);
        tile.writeBytes(entry);
      } else if (path.startsWith("log/tile/0/000")) {
        tile.writeBytes(LogHasher.leaf(entry).toBytes());
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(tile.toByteArray());
  }

  private Hash node(int level, int at) {
    return level == 0
        ? LogHasher.leaf(entries.get(at))
        : LogHasher.node(node(level - 1, 2 * at), node(level - 1, 2 * at + 1));
  }

  Hash root(long size) throws IOException {
    return new ProofBuilder((level, at) -> node(level, (int) at)).root(size);
  }

  SignedCheckpoint checkpoint(long size) throws IOException {
    return signed(new Checkpoint(ORIGIN, size, root(size)));
  }

  SignedCheckpoint signed(Checkpoint checkpoint) throws IOException {
    return new SignedCheckpoint(
        checkpoint, List.of(TestKeys.noteSigner(checkpoint.origin()).sign(checkpoint.text())));
  }
}
