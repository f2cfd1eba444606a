package dev.solvent.attest.log.store;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.EntryBundle;
import dev.solvent.attest.log.TilePath;
import dev.solvent.attest.log.store.Finding.Kind;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Derives every tile and the root of a log from its entries, and says where the files differ.
 * Entries stream by: memory holds one bundle and the log's right edge. One instance a run.
 */
public final class Fsck {
  private final Path root;
  private final Checkpoint checkpoint;
  private final TileEdge edge = new TileEdge();
  private final List<Finding> findings = new ArrayList<>();

  private Fsck(Path root, Checkpoint checkpoint) {
    this.root = root;
    this.checkpoint = checkpoint;
  }

  /**
   * Looks at all files of the log of this checkpoint. Whether the checkpoint is the log's is for
   * the caller to know.
   */
  public static List<Finding> run(Path folder, Checkpoint checkpoint) throws IOException {
    Fsck fsck = new Fsck(folder, checkpoint);
    if (fsck.readEntries()) {
      fsck.edge.flush(fsck::compareDerived);
      if (!fsck.edge.root().equals(checkpoint.root())) {
        fsck.find(
            "checkpoint",
            Kind.OTHER_ROOT,
            "entries with the root " + fsck.edge.root() + ", want " + checkpoint.root());
      }
    }
    fsck.findUnexpected();
    return List.copyOf(fsck.findings);
  }

  private void find(String path, Kind kind, String detail) {
    findings.add(new Finding(path, kind, detail));
  }

  /** Whether the whole log could be derived. */
  private boolean readEntries() throws IOException {
    for (long index = 0; edge.size() < checkpoint.size(); index++) {
      int width = TilePath.widthOf(TilePath.ENTRIES, index, checkpoint.size());
      TilePath path = new TilePath(TilePath.ENTRIES, index, width);
      if (!readBundle(path) && !readHashes(new TilePath(0, index, width))) {
        return false;
      }
    }
    return true;
  }

  private boolean readBundle(TilePath path) throws IOException {
    Optional<byte[]> bundle = read(path.toString());
    if (bundle.isEmpty()) {
      find(path.toString(), Kind.MISSING, "no such file, want " + path.width() + " entries");
      return false;
    }
    int[] ends;
    try {
      ends = EntryBundle.ends(bundle.get(), path.width());
    } catch (MalformedException e) {
      find(path.toString(), Kind.DIFFERENT, String.valueOf(e.getMessage()));
      return false;
    }
    for (int i = 0, from = 2; i < ends.length; i++) {
      edge.append(bundle.get(), from, ends[i] - from, this::compareDerived);
      from = ends[i] + 2;
    }
    compareNarrower(path, bundle.get(), ends);
    return true;
  }

  /** Where entries cannot be read their hashes still lead on to the tiles above. */
  private boolean readHashes(TilePath path) throws IOException {
    byte[] tile = read(path.toString()).orElse(new byte[0]);
    if (tile.length != path.width() * Hash.BYTES) {
      find(path.toString(), Kind.DIFFERENT, "neither entries nor hashes, want either to go on");
      return false;
    }
    for (int i = 0; i < path.width(); i++) {
      edge.appendHash(tile, i * Hash.BYTES, this::compareDerived);
    }
    return true;
  }

  private void compareDerived(TilePath path, byte[] bytes, int length) throws IOException {
    if (path.level() == TilePath.ENTRIES) {
      return; // what was derived from
    }
    compare(path.toString(), bytes, length);
    int[] ends = new int[path.width()];
    Arrays.setAll(ends, i -> (i + 1) * Hash.BYTES);
    compareNarrower(path, bytes, ends);
  }

  /** Older sizes left narrower tiles; each must be a beginning of this one. */
  private void compareNarrower(TilePath path, byte[] bytes, int[] ends) throws IOException {
    String folder = path.full() + ".p";
    if (!Files.isDirectory(root.resolve(folder))) {
      return;
    }
    for (String width : new RealDisk().list(root.resolve(folder))) {
      Optional<TilePath> narrower = LogFolder.parse(folder + "/" + width);
      if (narrower.isPresent() && narrower.get().width() < path.width()) {
        compare(narrower.get().toString(), bytes, ends[narrower.get().width() - 1]);
      }
    }
  }

  private void compare(String path, byte[] bytes, int length) throws IOException {
    Optional<byte[]> found = read(path);
    if (found.isEmpty()) {
      find(path, Kind.MISSING, "no such file, want " + length + " bytes");
      return;
    }
    int at = Arrays.mismatch(found.get(), 0, found.get().length, bytes, 0, length);
    if (at >= 0) {
      find(path, Kind.DIFFERENT, "byte " + at + " differs from what the entries give");
    }
  }

  private Optional<byte[]> read(String name) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(root.resolve(name)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private void findUnexpected() throws IOException {
    Path tiles = root.resolve("tile");
    if (!Files.isDirectory(tiles)) {
      return;
    }
    Files.walkFileTree(
        tiles,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = root.relativize(file).toString().replace('\\', '/');
            Optional<TilePath> path = LogFolder.parse(name);
            if (path.isEmpty() || !path.get().isWithin(checkpoint.size())) {
              find(
                  Quoted.of(name),
                  Kind.UNEXPECTED,
                  "a log of size " + checkpoint.size() + " has no such file");
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
