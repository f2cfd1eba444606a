package dev.solvent.server.bench;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/**
 * What SHA-256 costs in a bare loop: one reused digest, one call for the message, one for the
 * result. No tree can be built faster on this JDK.
 */
final class HashFloor {
  /** So many show what one call takes. */
  private static final long PROBE = 400_000;

  /** How many calls of each length something needs. */
  static final class Calls {
    private final Map<Integer, Double> byLength = new TreeMap<>();

    Calls add(double count, int length) {
      byLength.merge(length, count, Double::sum);
      return this;
    }

    double total() {
      return byLength.values().stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  private HashFloor() {}

  /** Makes a share of the calls, dealt out to so many threads at once, and returns its seconds. */
  static double seconds(Calls calls, double share, int threads) throws InterruptedException {
    double seconds = 0;
    for (Map.Entry<Integer, Double> entry : calls.byLength.entrySet()) {
      long each = Math.max(1, Math.round(entry.getValue() * share / threads));
      seconds += each * nanosPerCall(entry.getKey(), each, threads) / 1e9;
    }
    return seconds;
  }

  /** The nanoseconds that a call of this length takes on each of so many threads. */
  static double nanosPerCall(int length, int threads) throws InterruptedException {
    return nanosPerCall(length, PROBE, threads);
  }

  private static double nanosPerCall(int length, long calls, int threads)
      throws InterruptedException {
    double[] nanos = new double[threads];
    CountDownLatch ready = new CountDownLatch(threads);
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int own = i;
      running.add(
          Thread.ofPlatform()
              .start(() -> {
                ready.countDown();
                nanos[own] = loop(length, calls, ready);
              }));
    }
    double sum = 0;
    for (int i = 0; i < threads; i++) {
      running.get(i).join();
      sum += nanos[i];
    }
    return sum / threads;
  }

  private static double loop(int length, long calls, CountDownLatch ready) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] message = new byte[length];
      byte[] out = new byte[32];
      ready.await();
      long start = System.nanoTime();
      for (long i = 0; i < calls; i++) {
        message[0] = out[0]; // each call waits for the one before, as none can be left out
        digest.update(message, 0, length);
        digest.digest(out, 0, 32);
      }
      return (System.nanoTime() - start) / (double) calls;
    } catch (NoSuchAlgorithmException | DigestException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets the compiler see the loop before anything is measured. */
  static void warmUp() throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      nanosPerCall(49, 1);
      nanosPerCall(98, 1);
    }
  }
}
