package dev.solvent.server.fsck;

import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.store.LockStore;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the log has signed last, read out of the lock's value without a key and without a writer:
 * {@code solvent/log-state/v1}, a u32 length, and a signed checkpoint of that length.
 */
final class SignedState {
  private static final byte[] MAGIC = "solvent/log-state/v1\n".getBytes(StandardCharsets.US_ASCII);

  private SignedState() {}

  /** Empty where nothing was signed yet. */
  static Optional<SignedCheckpoint> read(LockStore lock) throws IOException, MalformedException {
    byte[] value = lock.read();
    if (value.length == 0) {
      return Optional.empty();
    }
    if (value.length < MAGIC.length + Integer.BYTES
        || !Arrays.equals(value, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new MalformedException("lock of another format, want solvent/log-state/v1");
    }
    ByteBuffer in = ByteBuffer.wrap(value).position(MAGIC.length);
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new MalformedException("lock with a checkpoint of " + length + " bytes, want fewer");
    }
    if (length == 0) {
      return Optional.empty();
    }
    byte[] signed = new byte[length];
    in.get(signed);
    return Optional.of(SignedCheckpoint.parse(signed));
  }
}
