package dev.solvent.chain.reserves;

import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.signature.Digests;
import dev.solvent.merkle.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Evidence by digest, as it is published: {@code blobs/sha256/<hex>}. A file that is there is
 * whole; one that was there before is not written again. Any thread.
 */
public final class BlobFolder {
  private final Path folder;
  private final AtomicLong bytes = new AtomicLong();

  /** Below that folder, which has to be there. */
  public BlobFolder(Path parent) throws IOException {
    folder = Files.createDirectories(parent.resolve("blobs").resolve("sha256"));
  }

  public Hash keep(Octets blob) throws IOException {
    byte[] content = blob.toBytes();
    Hash digest = Digests.sha256(content);
    Path file = folder.resolve(digest.toString());
    bytes.addAndGet(content.length);
    if (!Files.exists(file)) {
      Path unfinished = Files.createTempFile(folder, "unfinished-", "");
      Files.write(unfinished, content);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return digest;
  }

  /** How much was kept, by this object. */
  public long bytes() {
    return bytes.get();
  }
}
