package dev.solvent.merkle;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Big-endian numbers and length-prefixed bytes in byte arrays. */
public final class Bytes {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private Bytes() {}

  public static long getLong(byte[] source, int at) {
    return (long) LONG.get(source, at);
  }

  public static void putLong(byte[] target, int at, long value) {
    LONG.set(target, at, value);
  }

  public static int getInt(byte[] source, int at) {
    return (int) INT.get(source, at);
  }

  public static void putInt(byte[] target, int at, int value) {
    INT.set(target, at, value);
  }

  /** Writes {@code lp(x)}, a u16 length and the bytes, and returns where they end. */
  public static int putPrefixed(byte[] target, int at, byte[] source, int from, int length) {
    if (length > 0xFFFF) {
      throw new IllegalArgumentException(length + " bytes, want at most 65535");
    }
    target[at] = (byte) (length >>> 8);
    target[at + 1] = (byte) length;
    System.arraycopy(source, from, target, at + 2, length);
    return at + 2 + length;
  }
}
