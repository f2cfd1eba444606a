package dev.solvent.verifier.audit.diagnosis;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Big-endian numbers in arrays. */
final class Longs {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Longs() {}

  static long get(byte[] from, int at) {
    return (long) LONG.get(from, at);
  }

  static void put(byte[] to, int at, long value) {
    LONG.set(to, at, value);
  }
}
