package dev.solvent.attest.note;

import dev.solvent.attest.signature.Ed25519Key;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.MalformedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** A signature with the time at which it was made: {@code u64 seconds ‖ Ed25519 signature}. */
final class TimedSignature {
  private static final int BYTES = Long.BYTES + Ed25519Key.SIGNATURE_BYTES;

  /** 9999-12-31T23:59:59Z. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private final Timestamp time;
  private final byte[] signature;

  TimedSignature(Timestamp time, byte[] signature) {
    this.time = time;
    this.signature = signature.clone();
  }

  static TimedSignature parse(byte[] bytes) throws MalformedException {
    if (bytes.length != BYTES) {
      throw new MalformedException("cosignature of " + bytes.length + " bytes, want " + BYTES);
    }
    long seconds = ByteBuffer.wrap(bytes).getLong();
    return new TimedSignature(time(seconds), Arrays.copyOfRange(bytes, Long.BYTES, BYTES));
  }

  private static Timestamp time(long seconds) throws MalformedException {
    if (seconds < 0 || seconds > LAST_SECOND) {
      throw new MalformedException(
          "time of " + Long.toUnsignedString(seconds) + " seconds, want the years 1970 to 9999");
    }
    return new Timestamp(Instant.ofEpochSecond(seconds));
  }

  Timestamp time() {
    return time;
  }

  byte[] signature() {
    return signature.clone();
  }

  byte[] bytes() {
    return ByteBuffer.allocate(BYTES)
        .putLong(time.instant().getEpochSecond())
        .put(signature)
        .array();
  }

  /** What a cosigner signs: that this was the newest text it knew at that time. */
  static byte[] message(Timestamp time, String text) {
    String lines = "cosignature/v1\ntime " + time.instant().getEpochSecond() + "\n" + text;
    return lines.getBytes(StandardCharsets.UTF_8);
  }
}
