package dev.solvent.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A client that keeps to no rule. */
public final class RawSocket implements AutoCloseable {
  private final Socket socket;

  public RawSocket(int port) throws IOException {
    socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.setSoTimeout(20_000);
    socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  public RawSocket send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  public InputStream in() throws IOException {
    return socket.getInputStream();
  }

  /** All that comes until the server closes. */
  public String rest() throws IOException {
    return new String(restBytes(), StandardCharsets.ISO_8859_1);
  }

  public byte[] restBytes() throws IOException {
    java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(all);
    } catch (SocketException e) {
      // reset by the server, which is an end as well
    }
    return all.toByteArray();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
