package dev.solvent.attest.witness.store;

import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.store.FileLockStore;
import dev.solvent.attest.log.store.LockStore;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.witness.WitnessStore;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder with a folder for each log, called after the hash of its origin. For any number of
 * threads and processes of one machine.
 */
public final class FileWitnessStore implements WitnessStore {
  private final Path folder;
  private final Map<String, LockStore> logs = new ConcurrentHashMap<>();

  public FileWitnessStore(Path folder) {
    this.folder = folder;
  }

  @Override
  public Optional<SignedCheckpoint> newest(String origin) throws IOException {
    byte[] bytes = log(origin).read();
    if (bytes.length == 0) {
      return Optional.empty();
    }
    try {
      SignedCheckpoint newest = SignedCheckpoint.parse(bytes);
      if (newest.checkpoint().origin().equals(origin)) {
        return Optional.of(newest);
      }
    } catch (MalformedException e) {
      throw new IOException("stored checkpoint of " + Quoted.of(origin) + ": " + e.getMessage(), e);
    }
    throw new IOException("stored checkpoint of another log, want that of " + Quoted.of(origin));
  }

  @Override
  public boolean replace(String origin, Optional<SignedCheckpoint> expected, SignedCheckpoint next)
      throws IOException {
    byte[] before = expected.map(SignedCheckpoint::bytes).orElse(new byte[0]);
    return log(origin).compareAndSwap(before, next.bytes());
  }

  private LockStore log(String origin) {
    return logs.computeIfAbsent(
        origin,
        name -> {
          String hex = Digests.sha256(name.getBytes(StandardCharsets.UTF_8)).toString();
          return new FileLockStore(folder.resolve(hex));
        });
  }
}
