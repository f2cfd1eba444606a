package dev.solvent.chain.reserves;

import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.signature.Digests;
import dev.solvent.merkle.Hash;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Evidence by digest, as it is published: {@code blobs/sha256/<hex>}. One that was there before is
 * compared, and not written again where it is whole. What a process that was killed left unfinished
 * is deleted by the next one; two at a time may not write. Any thread.
 */
public final class BlobFolder {
  private static final String UNFINISHED = "unfinished-";

  private final Path folder;
  private final AtomicLong count = new AtomicLong();
  private final Queue<Path> written = new ConcurrentLinkedQueue<>();
  private final AtomicLong bytes = new AtomicLong();

  /** Below that folder, which has to be there. */
  public BlobFolder(Path parent) throws IOException {
    folder = Files.createDirectories(parent.resolve("blobs").resolve("sha256"));
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, UNFINISHED + "*")) {
      for (Path file : left) {
        Files.delete(file);
      }
    }
  }

  public Hash keep(Octets blob) throws IOException {
    byte[] content = blob.toBytes();
    Hash digest = Digests.sha256(content);
    Path file = folder.resolve(digest.toString());
    bytes.addAndGet(content.length);
    if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
      Path unfinished = folder.resolve(UNFINISHED + count.incrementAndGet());
      Files.write(unfinished, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      written.add(file);
    }
    return digest;
  }

  /** Has the disk hold all that was written, before anything says that it is there. */
  public void sync() throws IOException {
    for (Path file : written) {
      force(file, StandardOpenOption.WRITE);
    }
    written.clear();
    force(folder, StandardOpenOption.READ);
  }

  private static void force(Path path, StandardOpenOption how) throws IOException {
    try (FileChannel channel = FileChannel.open(path, how)) {
      channel.force(true);
    }
  }

  /** How much was kept, by this object. */
  public long bytes() {
    return bytes.get();
  }
}
