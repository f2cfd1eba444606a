package dev.solvent.chain.nodes;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An EVM node. Blocks come when they are asked for, from a fixed time on, so that two nodes that
 * are told the same have the same chain.
 */
public final class Anvil implements AutoCloseable {
  public static final long CHAIN = 31337;

  /** The first of the accounts that it gives money to, from its well-known mnemonic. */
  public static final String KEY =
      "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

  private static final Pattern LISTENING = Pattern.compile("Listening on 127\\.0\\.0\\.1:(\\d+)");

  private final NodeProcess process;
  private final URI uri;

  private Anvil(NodeProcess process) {
    this.process = process;
    uri = URI.create("http://127.0.0.1:" + process.awaitOutput(LISTENING));
  }

  public static Anvil start(Path folder, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                NodeProcess.installed("@foundry-rs/anvil-linux-amd64/bin/anvil").toString(),
                "--port",
                "0",
                "--timestamp",
                "1700000000",
                "--no-mining",
                "--order",
                "fifo",
                "--slots-in-an-epoch",
                "4"));
    command.addAll(List.of(more));
    return new Anvil(NodeProcess.start(folder, command));
  }

  public URI uri() {
    return uri;
  }

  @Override
  public void close() {
    process.close();
  }
}
