package dev.solvent.server.demo.chain;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A node of a demo chain, which this machine alone can reach. One chain may have several. Any
 * thread.
 */
public final class DemoNode implements AutoCloseable {
  private static final int MAX_BYTES = 4 << 20;
  private static final int NOTHING = -1;
  private static final int ANY_PORT = 0;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final RpcBody body;

  private DemoNode(HttpServer server, DemoChain chain) {
    this.server = server;
    this.body = new RpcBody(new Methods(chain));
  }

  public static DemoNode start(DemoChain chain) throws IOException {
    return start(chain, ANY_PORT);
  }

  /** At a port that may not be in use, such as that of a node which was closed. */
  public static DemoNode start(DemoChain chain, int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    DemoNode node = new DemoNode(server, chain);
    server.createContext("/", node::handle);
    server.setExecutor(node.threads);
    server.start();
    return node;
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("POST")) {
        exchange.getResponseHeaders().set("allow", "POST");
        exchange.sendResponseHeaders(405, NOTHING);
        return;
      }
      byte[] request = exchange.getRequestBody().readNBytes(MAX_BYTES + 1);
      if (request.length > MAX_BYTES) {
        exchange.sendResponseHeaders(413, NOTHING);
        return;
      }
      byte[] answer = body.answer(request);
      exchange.getResponseHeaders().set("content-type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  /** Ends at once; who is waiting for an answer gets none. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
