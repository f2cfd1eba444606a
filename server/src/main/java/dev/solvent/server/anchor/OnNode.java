package dev.solvent.server.anchor;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.program.Refused;
import dev.solvent.attest.program.UserError;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.cli.ResultCommand;
import dev.solvent.server.config.Chains;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command on one node of an EVM chain. */
@SuppressWarnings("NullAway.Init") // picocli sets the required options
abstract class OnNode extends ResultCommand {
  static final String EXIT_CODES =
      "Exit codes: 0 done, 1 refused or unconfirmed, 2 wrong input or usage.";

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The settings: solvent.yaml, of which the chains and their nodes are read.")
  private Path config;

  @Option(
      names = "--node",
      paramLabel = "NAME",
      description = "The chain's node to use (default: its first).")
  private @Nullable String node;

  abstract int run() throws IOException, NodeException, MalformedException;

  @Override
  public final Integer call() throws IOException {
    try {
      return run();
    } catch (NodeException | MalformedException e) {
      throw new Refused(
          String.valueOf(e.getMessage()),
          List.of(),
          "nothing was sent; is the node on that chain, and the address a feed's? --node takes another");
    }
  }

  /** The one to ask, which alone is believed. */
  final Node node(ChainId chain) throws IOException {
    if (!chain.isEvm()) {
      throw new UserError("chain " + chain + ", want an EVM chain", "such as eip155:1");
    }
    List<Node> nodes = Chains.read(config, System::getenv).nodes(chain);
    return node == null
        ? nodes.getFirst()
        : nodes.stream()
            .filter(each -> each.name().equals(node))
            .findFirst()
            .orElseThrow(() ->
                new UserError(
                    "no node " + node + " of " + chain,
                    "want one of " + nodes.stream().map(Node::name).toList()));
  }

  final void tell(Sent sent, String done) {
    if (json()) {
      print(sent.toJson());
    } else {
      sent.lines(done).forEach(out()::println);
    }
  }
}
