package dev.solvent.chain.nodes;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Bitcoin's own regtest chain, with its SHA-256d, in memory. It scans no outputs. */
public final class Bcoin implements AutoCloseable {
  /** Of the key 1, in its own spelling, which is not that of Bitcoin Core's regtest. */
  public static final String ADDRESS = "RKxTdfmtxtfLDKZBgx6SvNkBtNu9jRYnLh";

  private static final Pattern READY = Pattern.compile("HTTP server listening on [^\\n]*(port)");
  private static final String KEY = "loopback";

  private final NodeProcess process;
  private final URI uri;
  private final Rpc rpc;

  private Bcoin(NodeProcess process, URI uri, String name) {
    this.process = process;
    this.uri = uri;
    process.awaitOutput(READY);
    rpc = Rpc.at(name, uri);
  }

  public static Bcoin start(Path folder, String name) {
    int port = FreePort.find();
    List<String> command = new ArrayList<>(List.of("env", "NODE_BACKEND=js"));
    command.addAll(
        NodeProcess.script(
            "bcoin/bin/node",
            "--network",
            "regtest",
            "--memory",
            "--prefix",
            folder.toString(),
            "--http-port",
            Integer.toString(port),
            "--api-key",
            KEY,
            "--listen",
            "false",
            "--max-outbound",
            "1",
            "--no-wallet"));
    URI uri = URI.create("http://x:" + KEY + "@127.0.0.1:" + port);
    return new Bcoin(NodeProcess.start(folder, command), uri, name);
  }

  public URI uri() {
    return uri;
  }

  public Rpc rpc() {
    return rpc;
  }

  @Override
  public void close() {
    process.close();
  }
}
