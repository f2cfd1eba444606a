package dev.solvent.server.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Clients that take a second for each byte, to hold what a service has few of. One thread uses it.
 */
final class SlowClients implements AutoCloseable {
  private static final int SECOND = 1_000;
  private static final int SMALL_WINDOW = 4 << 10;

  /** Nobody waits for longer: what is still open then was not cut off. */
  private static final double MOST_SECONDS = 90;

  /** What it does slowly. */
  enum Kind {
    HEAD("a request's head"),
    BODY("a request's body"),
    ANSWER("reading an answer");

    private final String what;

    Kind(String what) {
      this.what = what;
    }

    String what() {
      return what;
    }
  }

  private final int port;
  private final String path;
  private final String large;
  private final CountDownLatch begun;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Kind, List<Future<Double>>> ends = new EnumMap<>(Kind.class);

  private SlowClients(int port, String path, String large, int count) {
    this.port = port;
    this.path = path;
    this.large = large;
    begun = new CountDownLatch(count);
  }

  /**
   * So many, of each kind as many as of the others; all have begun when this returns.
   *
   * @param path where requests for proofs are posted to
   * @param large a request whose answer is too large to lie in the system's buffers
   */
  static SlowClients attack(int port, String path, String large, int count)
      throws InterruptedException {
    SlowClients clients = new SlowClients(port, path, large, count);
    for (int i = 0; i < count; i++) {
      Kind kind = Kind.values()[i % Kind.values().length];
      clients
          .ends
          .computeIfAbsent(kind, first -> new ArrayList<>())
          .add(clients.threads.submit(() -> clients.hold(kind)));
    }
    if (!clients.begun.await((long) MOST_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(clients.begun.getCount() + " slow clients did not begin");
    }
    return clients;
  }

  /** Returns after how many seconds the connection was cut off. */
  private double hold(Kind kind) throws IOException, InterruptedException {
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(SMALL_WINDOW); // before it connects, or it is not kept
      socket.setSoTimeout(SECOND);
      long start = System.nanoTime();
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket.getOutputStream().write(beginning(kind).getBytes(StandardCharsets.US_ASCII));
      begun.countDown();
      double after = 0;
      while (after < MOST_SECONDS && isOpen(socket, kind)) {
        after = (System.nanoTime() - start) / 1e9;
      }
      return after;
    }
  }

  private String beginning(Kind kind) {
    String post =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            + "Content-Length: ";
    return switch (kind) {
      case HEAD -> "GET /healthz HTTP/1.1\r\nHost: a\r\nSlow: ";
      case BODY -> post + "100000\r\n\r\n{";
      case ANSWER -> post + large.length() + "\r\n\r\n" + large;
    };
  }

  /**
   * One byte there and one back, in a second; a byte sent to a closed connection comes to grief.
   */
  private static boolean isOpen(Socket socket, Kind kind) throws InterruptedException {
    try {
      OutputStream out = socket.getOutputStream();
      InputStream in = socket.getInputStream();
      out.write('a');
      if (in.read() < 0) {
        return false;
      }
      if (kind == Kind.ANSWER) {
        TimeUnit.MILLISECONDS.sleep(SECOND);
      }
      return true;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Waits for their ends: after how many seconds each was cut off. */
  Map<Kind, Medians> awaitEnds() throws InterruptedException {
    Map<Kind, Medians> medians = new EnumMap<>(Kind.class);
    for (Map.Entry<Kind, List<Future<Double>>> entry : ends.entrySet()) {
      List<Double> seconds = new ArrayList<>();
      for (Future<Double> end : entry.getValue()) {
        seconds.add(secondsOf(end));
      }
      Medians of = Medians.of(seconds);
      if (of.max() >= MOST_SECONDS) {
        throw new IllegalStateException(
            "still open after " + MOST_SECONDS + " s: " + entry.getKey().what());
      }
      medians.put(entry.getKey(), of);
    }
    return medians;
  }

  private static double secondsOf(Future<Double> end) throws InterruptedException {
    try {
      return end.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a slow client could not begin", e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
