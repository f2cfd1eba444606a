package dev.solvent.attest.log.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A lock store in a folder of its own, for one machine. Any number of threads and processes may use
 * it at once.
 */
public final class FileLockStore implements LockStore {
  private static final String STATE = "state";

  private final DurableFiles files;

  /** What this instance last knew to be on the disk for good; guarded by this. */
  private byte[] durable = new byte[0];

  public FileLockStore(Path folder) {
    this(new RealDisk(), folder);
  }

  FileLockStore(Disk disk, Path folder) {
    files = new DurableFiles(disk, folder);
  }

  @Override
  public synchronized byte[] read() throws IOException {
    try (Disk.Held _ = files.lock()) {
      return readHeld();
    }
  }

  /** A writer that died may have left a value that the disk does not have yet. */
  private byte[] readHeld() throws IOException {
    byte[] state = files.read(STATE).orElse(new byte[0]);
    if (state.length > 0 && !Arrays.equals(state, durable)) {
      files.sync(STATE);
      durable = state;
    }
    return state.clone();
  }

  @Override
  public synchronized boolean compareAndSwap(byte[] expected, byte[] next) throws IOException {
    if (next.length == 0) {
      throw new IllegalArgumentException("no bytes, want a value that can be told from none");
    }
    try (Disk.Held _ = files.lock()) {
      if (!Arrays.equals(readHeld(), expected)) {
        return false;
      }
      files.clean();
      files.replace(STATE, next);
      durable = next.clone();
      return true;
    }
  }
}
