package dev.solvent.chain.nodes;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A fork of Bitcoin Core 0.21 on a chain of its own, with a wallet. Before block 432, where
 * Litecoin's extension blocks begin, it is Bitcoin but for its addresses and its scrypt.
 */
public final class Litecoin implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/lib/litecoin/litecoind");
  private static final Pattern READY = Pattern.compile("(Done loading)");
  private static final String USER = "test";
  private static final String PASSWORD = "loopback";

  private final NodeProcess process;
  private final URI uri;
  private final Rpc rpc;

  private Litecoin(NodeProcess process, URI uri) {
    this.process = process;
    this.uri = uri;
    process.awaitOutput(READY);
    rpc = Rpc.at("litecoin", uri);
    rpc.call("createwallet", "");
  }

  /** In a folder of its own, which it fills. */
  public static Litecoin start(Path folder, String... more) {
    if (!Files.exists(PROGRAM)) {
      throw new IllegalStateException(PROGRAM + " is missing, want Debian's package litecoind");
    }
    int port = FreePort.find();
    List<String> command =
        new ArrayList<>(
            List.of(
                PROGRAM.toString(),
                "-regtest",
                "-datadir=" + folder,
                "-server",
                "-rpcport=" + port,
                "-rpcuser=" + USER,
                "-rpcpassword=" + PASSWORD,
                "-listen=0",
                "-listenonion=0",
                "-dnsseed=0",
                "-fallbackfee=0.001",
                "-keypool=20",
                "-printtoconsole=1"));
    command.addAll(List.of(more));
    URI uri = URI.create("http://" + USER + ":" + PASSWORD + "@127.0.0.1:" + port);
    return new Litecoin(NodeProcess.start(folder, command), uri);
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
