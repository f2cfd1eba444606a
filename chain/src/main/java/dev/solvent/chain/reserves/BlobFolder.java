package dev.solvent.chain.reserves;

import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.signature.Digests;
import dev.solvent.merkle.Hash;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Evidence by digest, as it is published: {@code blobs/sha256/<hex>}. A file that is there is
 * whole; one that was there before is not written again. What a process that was killed left
 * unfinished is deleted by the next one; two at a time may not write. Any thread.
 */
public final class BlobFolder {
  private static final String UNFINISHED = "unfinished-";

  private final Path folder;
  private final AtomicLong count = new AtomicLong();
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
    if (!Files.exists(file)) {
      Path unfinished = folder.resolve(UNFINISHED + count.incrementAndGet());
      Files.write(unfinished, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return digest;
  }

  /** How much was kept, by this object. */
  public long bytes() {
    return bytes.get();
  }
}
