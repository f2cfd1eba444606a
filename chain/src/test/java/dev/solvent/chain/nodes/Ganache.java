package dev.solvent.chain.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** An EVM node of another make than {@link Anvil}; it knows no block by hash in a call. */
public final class Ganache implements AutoCloseable {
  public static final long CHAIN = 1337;

  private static final Pattern LISTENING =
      Pattern.compile("RPC Listening on 127\\.0\\.0\\.1:(\\d+)");

  private final NodeProcess process;
  private final URI uri;

  private Ganache(NodeProcess process) {
    this.process = process;
    uri = URI.create("http://127.0.0.1:" + process.awaitOutput(LISTENING));
  }

  public static Ganache start(Path folder) {
    return new Ganache(
        NodeProcess.start(
            folder,
            NodeProcess.script(
                "ganache/dist/node/cli.js",
                "--server.host",
                "127.0.0.1",
                "--server.port",
                Integer.toString(freePort()),
                "--wallet.deterministic",
                "--chain.time",
                "2023-11-14T22:13:20Z")));
  }

  /** It says the port that it was told, and so cannot choose one itself. */
  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI uri() {
    return uri;
  }

  @Override
  public void close() {
    process.close();
  }
}
