package dev.solvent.merkle.tree;

import dev.solvent.merkle.Bytes;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.InclusionProof;
import dev.solvent.merkle.Locator;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Node;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * One built tree, open for reading: finds leaves and produces proofs. Thread-safe; the files are
 * mapped into memory and never written.
 *
 * <p>The files are not trusted. Each proof is folded to the root that the header states before it
 * leaves, and the answer that a locator is unknown rests on the two leaves beside its place, folded
 * in the same way. So a damaged file is found by whoever would have been served from it.
 */
public final class TreeFolder implements Closeable {
  private final Path folder;
  private final TreeHeader header;
  private final Arena arena;
  private final MemorySegment leaves;
  private final MemorySegment nodes;

  private TreeFolder(
      Path folder, TreeHeader header, Arena arena, MemorySegment leaves, MemorySegment nodes) {
    this.folder = folder;
    this.header = header;
    this.arena = arena;
    this.leaves = leaves;
    this.nodes = nodes;
  }

  /**
   * Opens the folder of one asset's tree.
   *
   * @throws DamagedTreeException where it is not a whole tree
   */
  public static TreeFolder open(Path folder) throws IOException {
    TreeHeader header = readHeader(folder.resolve(TreeHeader.FILE));
    Arena arena = Arena.ofShared();
    try {
      return new TreeFolder(
          folder,
          header,
          arena,
          map(folder.resolve(TreeWriter.LEAVES), header.leavesFileBytes(), arena),
          map(folder.resolve(TreeWriter.NODES), header.nodesFileBytes(), arena));
    } catch (IOException e) {
      arena.close();
      throw e;
    }
  }

  private static TreeHeader readHeader(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return TreeHeader.parse(in.readNBytes(TreeHeader.MOST_BYTES + 1));
    } catch (NoSuchFileException e) {
      throw new DamagedTreeException(file, "no such file, want a tree's header", e);
    } catch (MalformedException e) {
      throw new DamagedTreeException(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static MemorySegment map(Path file, long want, Arena arena) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() != want) {
        throw new DamagedTreeException(file, channel.size() + " bytes, want " + want);
      }
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, want, arena);
    } catch (NoSuchFileException e) {
      throw new DamagedTreeException(file, "no such file, want " + want + " bytes", e);
    }
  }

  public TreeHeader header() {
    return header;
  }

  /**
   * The proof of the leaf with this locator, or empty where there is none.
   *
   * @throws DamagedTreeException where the files do not lead to the root
   */
  public Optional<InclusionProof> prove(Locator locator) throws DamagedTreeException {
    byte[] wanted = locator.exposeBytes();
    try {
      long index = LeafSearch.find(this, wanted);
      if (index >= 0) {
        return Optional.of(new ProofReader(this).prove(index));
      }
      long after = ~index; // the first leaf that is greater
      if (after > 0) {
        new ProofReader(this).prove(after - 1);
      }
      if (after < header.leaves()) {
        new ProofReader(this).prove(after);
      }
      return Optional.empty();
    } catch (InternalError e) { // how the JVM tells that a mapped page cannot be read
      throw new DamagedTreeException(folder, "cannot be read, or was cut short", e);
    }
  }

  /** Copies the leaf's record, with its balance widened to 128 bits. */
  void readLeaf(long index, byte[] record) {
    int width = header.leafBytes();
    Bytes.putLong(record, LeafRecord.BALANCE, 0);
    Bytes.putLong(record, LeafRecord.BALANCE + 8, 0);
    copy(leaves, index * width, record, 0, Locator.BYTES);
    copy(
        leaves,
        index * width + Locator.BYTES,
        record,
        LeafRecord.MOST_BYTES - header.balanceBytes(),
        header.balanceBytes());
  }

  /** The first 64 bits of a leaf's locator. */
  long leafKey(long index) {
    return leaves.get(BIG_ENDIAN_LONG, index * header.leafBytes());
  }

  void readLocator(long index, byte[] locator) {
    copy(leaves, index * header.leafBytes(), locator, 0, Locator.BYTES);
  }

  /** Copies a stored node, with its sum widened to 128 bits. */
  void readNode(int level, long index, byte[] node, int at) {
    long position = header.nodePosition(level, index);
    Bytes.putLong(node, at + 32, 0);
    Bytes.putLong(node, at + 40, 0);
    copy(nodes, position, node, at, Hash.BYTES);
    copy(nodes, position + Hash.BYTES, node, at + 48 - header.sumBytes(), header.sumBytes());
  }

  Node readNode(int level, long index) {
    byte[] node = new byte[48];
    readNode(level, index, node, 0);
    return Node.of(node, 0);
  }

  Path folder() {
    return folder;
  }

  private static final ValueLayout.OfLong BIG_ENDIAN_LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(java.nio.ByteOrder.BIG_ENDIAN);

  private static void copy(MemorySegment from, long position, byte[] to, int at, int length) {
    MemorySegment.copy(from, ValueLayout.JAVA_BYTE, position, to, at, length);
  }

  /** Unmaps the files; whoever reads on then gets an {@link IllegalStateException}. */
  @Override
  public void close() {
    arena.close();
  }
}
