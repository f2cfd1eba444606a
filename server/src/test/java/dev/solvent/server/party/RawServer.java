package dev.solvent.server.party;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A party that says, byte by byte, what a test wants, in HTTP or not. */
public final class RawServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Behaviour behaviour;
  private final AtomicInteger requests = new AtomicInteger();

  /** What is done when a whole request has come. */
  @FunctionalInterface
  public interface Behaviour {
    /** The number of the request begins at 1; the connection is closed afterwards. */
    void answer(int number, byte[] body, OutputStream out) throws Exception;
  }

  private RawServer(Behaviour behaviour) throws IOException {
    this.behaviour = behaviour;
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public static RawServer that(Behaviour behaviour) throws IOException {
    return new RawServer(behaviour);
  }

  /** One that answers every request the same. */
  public static RawServer answering(int status, String contentType, byte[] body)
      throws IOException {
    return that((_, _, out) -> out.write(http(status, contentType, body)));
  }

  /** One that takes the request and never answers. */
  public static RawServer silent() throws IOException {
    return that((_, _, _) -> Thread.sleep(60_000));
  }

  /** One that goes on sending, slowly and without an end. */
  public static RawServer dripping() throws IOException {
    return that((_, _, out) -> {
      out.write(text("HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n"));
      while (true) {
        out.write('a');
        out.flush();
        Thread.sleep(20);
      }
    });
  }

  /** One that sends as fast as it can and never ends. */
  public static RawServer flooding() throws IOException {
    byte[] part = new byte[1 << 16];
    return that((_, _, out) -> {
      out.write(text("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n"));
      while (true) {
        out.write(part);
      }
    });
  }

  /** One that does not speak HTTP. */
  public static RawServer babbling() throws IOException {
    return that((_, _, out) -> out.write(text("\0\1\2 this is not HTTP\r\n\r\n")));
  }

  public static byte[] http(int status, String contentType, byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        text(
            "HTTP/1.1 "
                + status
                + " Some words\r\ncontent-type: "
                + contentType
                + "\r\ncontent-length: "
                + body.length
                + "\r\nconnection: close\r\n\r\n"));
    out.writeBytes(body);
    return out.toByteArray();
  }

  public static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  public int requests() {
    return requests.get();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket one = socket.accept();
        Thread.ofVirtual().start(() -> serve(one));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket one) {
    try (one) {
      byte[] body = body(new BufferedInputStream(one.getInputStream()));
      behaviour.answer(requests.incrementAndGet(), body, one.getOutputStream());
      one.getOutputStream().flush();
    } catch (Exception e) {
      // who asked went away, or the test ended
    }
  }

  private static byte[] body(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("the request ends in its head");
      }
      head.append((char) c);
    }
    for (String line : head.toString().split("\r\n", -1)) {
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        return in.readNBytes(Integer.parseInt(line.substring(15).strip()));
      }
    }
    return new byte[0];
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
