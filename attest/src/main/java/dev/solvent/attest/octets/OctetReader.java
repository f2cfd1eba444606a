package dev.solvent.attest.octets;

import dev.solvent.merkle.MalformedException;
import java.util.Arrays;

/** Takes bytes off the front of a string of bytes, never more than there are. One thread. */
public final class OctetReader {
  private final byte[] source;
  private int at;

  public OctetReader(byte[] source) {
    this.source = source.clone();
  }

  public int left() {
    return source.length - at;
  }

  public int u8() throws MalformedException {
    return take(1)[0] & 0xFF;
  }

  /** Up to eight bytes, the least significant first. */
  public long little(int bytes) throws MalformedException {
    byte[] taken = take(bytes);
    long value = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      value = (value << 8) | (taken[i] & 0xFF);
    }
    return value;
  }

  public byte[] take(int count) throws MalformedException {
    if (count < 0 || count > left()) {
      throw new MalformedException(count + " bytes wanted where " + left() + " are left");
    }
    byte[] taken = Arrays.copyOfRange(source, at, at + count);
    at += count;
    return taken;
  }

  public void end() throws MalformedException {
    if (left() != 0) {
      throw new MalformedException(left() + " bytes behind the end, want none");
    }
  }
}
