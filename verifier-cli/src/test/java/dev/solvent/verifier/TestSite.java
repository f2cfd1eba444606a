package dev.solvent.verifier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A folder behind a web server on this machine, which remembers what it was asked for. */
public final class TestSite implements AutoCloseable {
  private final HttpServer server;
  private final Path folder;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private TestSite(HttpServer server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  public static TestSite of(Path folder) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    TestSite site = new TestSite(server, folder);
    server.createContext("/", site::answer);
    server.start();
    return site;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      asked.add(path);
      Path file = folder.resolve(path.substring(1)).normalize();
      if (file.startsWith(folder) && Files.isRegularFile(file)) {
        byte[] bytes = Files.readAllBytes(file);
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The same machine by another name: to a program that compares names, another host. */
  public String urlByName() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** The paths that were asked for, in order. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
