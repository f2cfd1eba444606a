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
  private static final int CALLS = 400_000;

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

  /**
   * The seconds that the calls take when so many threads share them, each at it without a pause.
   */
  static double seconds(Calls calls, int threads) throws InterruptedException {
    double seconds = 0;
    for (Map.Entry<Integer, Double> entry : calls.byLength.entrySet()) {
      seconds += entry.getValue() * nanosPerCall(entry.getKey(), threads) / 1e9 / threads;
    }
    return seconds;
  }

  /** The nanoseconds that a call of this length takes on each of so many threads. */
  static double nanosPerCall(int length, int threads) throws InterruptedException {
    double[] nanos = new double[threads];
    CountDownLatch ready = new CountDownLatch(threads);
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int own = i;
      running.add(
          Thread.ofPlatform()
              .start(() -> {
                ready.countDown();
                nanos[own] = loop(length, ready);
              }));
    }
    double sum = 0;
    for (int i = 0; i < threads; i++) {
      running.get(i).join();
      sum += nanos[i];
    }
    return sum / threads;
  }

  private static double loop(int length, CountDownLatch ready) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] message = new byte[length];
      byte[] out = new byte[32];
      ready.await();
      long start = System.nanoTime();
      for (int i = 0; i < CALLS; i++) {
        message[0] = out[0]; // each call waits for the one before, as none can be left out
        digest.update(message, 0, length);
        digest.digest(out, 0, 32);
      }
      return (System.nanoTime() - start) / (double) CALLS;
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
