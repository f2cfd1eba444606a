package dev.solvent.server.bench;

import dev.solvent.merkle.Epoch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Clients of the event stream, a virtual thread each. They come a few at a time, as a service turns
 * away what it has no place for. One thread uses it.
 */
final class StreamClients implements AutoCloseable {
  private static final int COME_AT_ONCE = 64;
  private static final long PATIENCE_SECONDS = 60;

  private final URI stream;
  private final Epoch next;
  private final Semaphore coming = new Semaphore(COME_AT_ONCE);
  private final CountDownLatch open;
  private final CountDownLatch told;

  /** When each was told; written by its thread before it counts the latch down. */
  private final long[] toldAt;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private StreamClients(URI stream, Epoch next, int count) {
    this.stream = stream;
    this.next = next;
    open = new CountDownLatch(count);
    told = new CountDownLatch(count);
    toldAt = new long[count];
  }

  /** Opens so many; each has been told what is newest when this returns. */
  static StreamClients open(URI service, Epoch newest, int count) throws InterruptedException {
    StreamClients clients =
        new StreamClients(
            service.resolve("/stream/v1/events"), new Epoch(newest.number() + 1), count);
    for (int i = 0; i < count; i++) {
      int own = i;
      clients.threads.execute(() -> clients.follow(own));
    }
    await(clients.open, "opened");
    return clients;
  }

  private static void await(CountDownLatch latch, String what) throws InterruptedException {
    if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          latch.getCount() + " streams not " + what + " after " + PATIENCE_SECONDS + " s");
    }
  }

  private void follow(int own) {
    try {
      coming.acquire();
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  stream.toURL().openConnection().getInputStream(), StandardCharsets.UTF_8))) {
        readEvent(lines);
        coming.release();
        open.countDown();
        while (!readEvent(lines).equals("id: " + next)) {
          // until it is the one that is waited for
        }
        toldAt[own] = System.nanoTime();
        told.countDown();
        while (lines.readLine() != null) {
          // it stays to the end
        }
      }
    } catch (IOException e) {
      // Its latch says so to whoever waits for it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reads a whole event of an attestation, and returns its line of id. */
  private static String readEvent(BufferedReader lines) throws IOException {
    String id = "";
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("id: ")) {
        id = line;
      } else if (line.isEmpty() && !id.isEmpty()) {
        return id;
      }
    }
    throw new IOException("the stream ended");
  }

  /**
   * Waits until each was told of the next epoch, and returns when that was, the first one first.
   */
  long[] awaitTold() throws InterruptedException {
    await(told, "told");
    long[] times = toldAt.clone();
    Arrays.sort(times);
    return times;
  }

  /** An interrupted virtual thread closes its socket. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
