package dev.solvent.chain.nodes;

import dev.solvent.attest.octets.Octets;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands before a node and misbehaves: the first request meets the first fault, the last fault goes
 * on. Counts what it was sent, what it sent, and which of its answers were cut off by the other
 * side.
 */
public final class FaultyProxy implements AutoCloseable {
  private final ServerSocket server;
  private final URI upstream;
  private final List<Fault> faults;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong mostAtOnce = new AtomicLong();
  private final AtomicLong atOnce = new AtomicLong();
  private final Semaphore hangUps = new Semaphore(0);

  private FaultyProxy(URI upstream, List<Fault> faults) {
    this.upstream = upstream;
    this.faults = List.copyOf(faults);
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** Before a node. */
  public static FaultyProxy before(URI node, Fault... faults) {
    return new FaultyProxy(node, List.of(faults));
  }

  /** With no node behind it, for faults that need none. */
  public static FaultyProxy alone(Fault... faults) {
    return before(URI.create("http://127.0.0.1:1"), faults);
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** All of them so far, headers and body, as they came. */
  public List<String> requests() {
    return requests;
  }

  /** Bytes that went out so far. */
  public long sent() {
    return sent.get();
  }

  /** The most requests that were being answered at a time. */
  public long mostAtOnce() {
    return mostAtOnce.get();
  }

  /** Waits until the other side has cut an answer off. */
  public boolean hungUp() {
    try {
      return hangUps.tryAcquire(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = new Counted(socket.getOutputStream(), sent);
      String headers = headers(in);
      while (!headers.isEmpty()) {
        byte[] body = in.readNBytes(length(headers));
        Fault fault;
        synchronized (this) {
          fault = faults.get(Math.min(requests.size(), faults.size() - 1));
          requests.add(headers + new String(body, StandardCharsets.UTF_8));
        }
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
          fault.answer(new Fault.Exchange(upstream, Octets.of(body), in, out));
        } catch (IOException e) {
          hangUps.release();
          return;
        } finally {
          atOnce.decrementAndGet();
        }
        out.flush();
        headers = headers(in);
      }
    } catch (IOException e) {
      // The other side went away between requests, or the test ended.
    } finally {
      open.remove(socket);
    }
  }

  /** Empty where the other side ends the connection. */
  private static String headers(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (true) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      bytes.write(next);
      String text = bytes.toString(StandardCharsets.US_ASCII);
      if (text.endsWith("\r\n\r\n")) {
        return text;
      }
    }
  }

  private static int length(String headers) {
    for (String line : headers.split("\r\n", -1)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        return Integer.parseInt(line.substring(line.indexOf(':') + 1).trim());
      }
    }
    return 0;
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : new ArrayList<>(open)) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Counts what got through. */
  private static final class Counted extends OutputStream {
    private final OutputStream out;
    private final AtomicLong sent;

    Counted(OutputStream out, AtomicLong sent) {
      this.out = out;
      this.sent = sent;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      sent.addAndGet(length);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }
  }
}
