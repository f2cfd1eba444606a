package dev.solvent.server.alert;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Somebody who is told of alerts, well or badly. */
final class Receiver implements AutoCloseable {
  /** What came. */
  record Got(String path, String signature, String delivery, String body) {}

  /** How it answers. */
  enum Manner {
    TAKES,
    FAILS,
    HANGS,
    REDIRECTS,
    NEVER_ENDS
  }

  final List<Got> got = new CopyOnWriteArrayList<>();
  volatile Manner manner = Manner.TAKES;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook/s3cr3t-path";
  }

  private void handle(HttpExchange exchange) throws IOException {
    got.add(
        new Got(
            exchange.getRequestURI().getPath(),
            exchange.getRequestHeaders().getFirst("x-solvent-signature"),
            exchange.getRequestHeaders().getFirst("x-solvent-delivery"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    try (exchange) {
      switch (manner) {
        case TAKES -> exchange.sendResponseHeaders(204, -1);
        case FAILS -> exchange.sendResponseHeaders(500, -1);
        case HANGS -> end.await();
        case REDIRECTS -> {
          exchange.getResponseHeaders().add("location", url() + "/elsewhere");
          exchange.sendResponseHeaders(302, -1);
        }
        case NEVER_ENDS -> {
          exchange.sendResponseHeaders(200, 0);
          OutputStream out = exchange.getResponseBody();
          while (end.getCount() > 0) {
            out.write(new byte[1 << 16]); // ends with the connection
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
