package dev.solvent.attest.log.store;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.EntryBundle;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.merkle.MalformedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The lock store's value: the newest checkpoint that was signed, the one that is to be signed next,
 * and the entries that lead up to the newer of the two. {@code next} is there from staging to
 * committing, and while it is there the signer signs nothing else.
 */
final class LockState {
  /** Of one append; what lies in memory several times over. */
  static final int MAX_STAGED_BYTES = 1 << 24;

  private static final byte[] MAGIC = "solvent/log-state/v1\n".getBytes(StandardCharsets.US_ASCII);

  private final Optional<SignedCheckpoint> committed;
  private final Optional<Checkpoint> next;
  private final List<byte[]> entries;

  private LockState(
      Optional<SignedCheckpoint> committed, Optional<Checkpoint> next, List<byte[]> entries) {
    this.committed = committed;
    this.next = next;
    this.entries = List.copyOf(entries);
    long old = committed.map(signed -> signed.checkpoint().size()).orElse(0L);
    boolean grows = next.isEmpty() || next.get().size() > old || committed.isEmpty();
    boolean follows = next.isEmpty() || from() == old;
    if ((committed.isEmpty() && next.isEmpty()) || !grows || !follows || from() < 0) {
      throw new IllegalArgumentException(
          "staged "
              + entries.size()
              + " entries after "
              + old
              + " for "
              + next
              + ", want the next");
    }
  }

  static LockState staging(
      Optional<SignedCheckpoint> committed, Checkpoint next, List<byte[]> entries) {
    return new LockState(committed, Optional.of(next), entries);
  }

  /** Of a log that goes on from a checkpoint without what led up to it. */
  static LockState at(SignedCheckpoint signed) {
    return new LockState(Optional.of(signed), Optional.empty(), List.of());
  }

  /** The state after the checkpoint that was to be signed was signed. */
  LockState committing(SignedCheckpoint signed) {
    if (next.isEmpty() || !next.get().equals(signed.checkpoint())) {
      throw new IllegalArgumentException("signed " + signed.checkpoint() + ", want " + next);
    }
    return new LockState(Optional.of(signed), Optional.empty(), entries);
  }

  Optional<SignedCheckpoint> committed() {
    return committed;
  }

  Optional<Checkpoint> next() {
    return next;
  }

  List<byte[]> entries() {
    return entries;
  }

  /** Where the staged entries lead. */
  Checkpoint target() {
    return next.or(() -> committed.map(SignedCheckpoint::checkpoint)).orElseThrow();
  }

  /** The index of the first staged entry. */
  long from() {
    return target().size() - entries.size();
  }

  byte[] bytes() {
    byte[] signed = committed.map(SignedCheckpoint::bytes).orElse(new byte[0]);
    byte[] text =
        next.map(checkpoint -> checkpoint.text().getBytes(StandardCharsets.UTF_8))
            .orElse(new byte[0]);
    byte[] staged = EntryBundle.print(entries);
    return ByteBuffer.allocate(MAGIC.length + 12 + signed.length + text.length + staged.length)
        .put(MAGIC)
        .putInt(signed.length)
        .put(signed)
        .putInt(text.length)
        .put(text)
        .putInt(entries.size())
        .put(staged)
        .array();
  }

  static LockState parse(byte[] bytes) throws MalformedException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (!Arrays.equals(take(in, Math.min(MAGIC.length, bytes.length)), MAGIC)) {
      throw new MalformedException("lock store of another format, want solvent/log-state/v1");
    }
    byte[] signed = take(in, length(in));
    byte[] text = take(in, length(in));
    int count = length(in);
    List<byte[]> entries = EntryBundle.parse(take(in, in.remaining()), count);
    Optional<SignedCheckpoint> committed =
        signed.length == 0 ? Optional.empty() : Optional.of(SignedCheckpoint.parse(signed));
    Optional<Checkpoint> next =
        text.length == 0
            ? Optional.empty()
            : Optional.of(Checkpoint.parse(new String(text, StandardCharsets.UTF_8)));
    try {
      return new LockState(committed, next, entries);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("lock store: " + e.getMessage(), e);
    }
  }

  private static int length(ByteBuffer in) throws MalformedException {
    int length = in.remaining() < Integer.BYTES ? -1 : in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new MalformedException(
          "lock store with a length of " + length + ", want one of what is there");
    }
    return length;
  }

  private static byte[] take(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }
}
