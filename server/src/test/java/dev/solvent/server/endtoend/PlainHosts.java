package dev.solvent.server.endtoend;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** File servers that know nothing of us, each with a folder to serve. */
final class PlainHosts {
  private PlainHosts() {}

  /** One that runs. */
  record Host(String url, Runnable end) implements AutoCloseable {
    @Override
    public void close() {
      end.run();
    }
  }

  /** The one that comes with the JDK. */
  static Host jdk(Path folder) {
    HttpServer server =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), folder, OutputLevel.NONE);
    server.start();
    return new Host("http://127.0.0.1:" + server.getAddress().getPort(), () -> server.stop(0));
  }

  /** Empty where none is installed. */
  static Optional<Host> nginx(Path folder, Path own) throws IOException, InterruptedException {
    Optional<Path> program =
        Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/opt/homebrew/bin/nginx")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
    if (program.isEmpty()) {
      return Optional.empty();
    }
    int port = freePort();
    Files.createDirectory(own);
    Files.writeString(
        own.resolve("nginx.conf"),
        """
        daemon off;
        master_process off;
        pid PLACE/pid;
        error_log PLACE/errors.txt;
        events {}
        http {
          access_log off;
          client_body_temp_path PLACE/body;
          proxy_temp_path PLACE/proxy;
          fastcgi_temp_path PLACE/fastcgi;
          uwsgi_temp_path PLACE/uwsgi;
          scgi_temp_path PLACE/scgi;
          server {
            listen 127.0.0.1:PORT;
            root "FOLDER";
          }
        }
        """
            .replace("PLACE", own.toString())
            .replace("FOLDER", folder.toString())
            .replace("PORT", Integer.toString(port)));
    Process process =
        new ProcessBuilder(
                List.of(
                    program.get().toString(),
                    "-p",
                    own.toString(),
                    "-c",
                    own.resolve("nginx.conf").toString(),
                    "-e",
                    own.resolve("errors.txt").toString()))
            .redirectErrorStream(true)
            .redirectOutput(own.resolve("output.txt").toFile())
            .start();
    awaitListening(process, port, own);
    return Optional.of(new Host("http://127.0.0.1:" + port, () -> end(process)));
  }

  private static void awaitListening(Process process, int port, Path own)
      throws IOException, InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (process.isAlive() && System.nanoTime() < until) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        process.waitFor(50, TimeUnit.MILLISECONDS);
      }
    }
    process.destroyForcibly();
    throw new IllegalStateException("nginx: " + Files.readString(own.resolve("output.txt")));
  }

  private static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** One that nobody listened at a moment ago. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
