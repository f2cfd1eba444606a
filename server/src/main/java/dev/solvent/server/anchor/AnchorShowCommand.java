package dev.solvent.server.anchor;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.chain.anchor.Feed;
import dev.solvent.chain.anchor.FeedContract;
import dev.solvent.chain.anchor.FeedTerms;
import dev.solvent.chain.anchor.Figures;
import dev.solvent.chain.anchor.Summary;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.cli.Converters;
import dev.solvent.server.cli.Failures;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code solvent anchor show}. */
@Command(
    name = "show",
    description = {
      "Shows a feed: what it was made with, and its newest figures.",
      "It is what one node says of what the signers say; the attestation is what anybody can check."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      OnNode.EXIT_CODES,
      "",
      "Example:",
      "  solvent anchor show --config solvent.yaml --chain eip155:1 --feed 0x5fbd…"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
final class AnchorShowCommand extends OnNode {
  @Option(
      names = "--chain",
      required = true,
      paramLabel = "CHAIN",
      converter = Converters.OfChainId.class,
      description = "The chain, by its CAIP-2 id, such as eip155:1.")
  private ChainId chain;

  @Option(
      names = "--feed",
      required = true,
      paramLabel = "ADDRESS",
      converter = Converters.OfEvmAddress.class,
      description = "The feed's contract, in lower case.")
  private EvmAddress feed;

  @Override
  int run() throws IOException, NodeException, MalformedException {
    Node node = node(chain);
    FeedContract contract = new FeedContract(node, new Feed(chain, feed));
    FeedTerms terms = contract.terms();
    List<EvmAddress> readers = contract.assetFeeds();
    if (readers.size() != terms.assets().size()) {
      throw new MalformedException(
          readers.size() + " feeds of assets, want " + terms.assets().size());
    }
    Optional<Summary> newest = contract.newest();
    if (json()) {
      printJson(terms, readers, newest);
    } else {
      printForPeople(node, terms, readers, newest);
    }
    return Failures.OK;
  }

  private void printForPeople(
      Node node, FeedTerms terms, List<EvmAddress> readers, Optional<Summary> newest) {
    out()
        .println(
            "feed "
                + feed
                + " of "
                + terms.issuer().domain()
                + ", as "
                + node.name()
                + " shows it");
    out().println("  " + terms.threshold() + " of these have to sign:");
    terms.signers().forEach(signer -> out().println("    " + signer));
    out().println("  read by contracts at:");
    for (int i = 0; i < readers.size(); i++) {
      out().println("    " + terms.assets().get(i) + " " + readers.get(i));
    }
    if (newest.isEmpty()) {
      out().println("nothing is published yet");
      return;
    }
    Summary summary = newest.get();
    out().println("newest: epoch " + summary.epoch() + ", as of " + summary.asOf());
    out().println("  statement " + summary.statement());
    for (Figures figures : summary.figures()) {
      out().println("  " + Coins.line(figures));
    }
  }

  private void printJson(FeedTerms terms, List<EvmAddress> readers, Optional<Summary> newest) {
    ObjectBuilder json =
        new ObjectBuilder()
            .put(
                "assets",
                IntStream.range(0, readers.size()).boxed().toList(),
                i ->
                    new ObjectBuilder()
                        .put("asset", terms.assets().get(i).toString())
                        .put("feed", readers.get(i).toString())
                        .build())
            .put("chain", chain.toString())
            .put("feed", feed.toString())
            .put("issuer", terms.issuer().domain())
            .put(
                "signers",
                terms.signers(),
                signer -> new ObjectBuilder().put("address", signer.toString()).build())
            .put("threshold", terms.threshold());
    newest.ifPresent(summary -> json.put("newest", toJson(summary)));
    print(json.build());
  }

  private static JsonObject toJson(Summary summary) {
    return new ObjectBuilder()
        .put("asOf", summary.asOf().toString())
        .put("epoch", summary.epoch().number())
        .put(
            "figures",
            summary.figures(),
            figures ->
                new ObjectBuilder()
                    .put("asset", figures.asset().toString())
                    .put("liabilities", figures.liabilities().toString())
                    .put("reserves", figures.reserves().toString())
                    .build())
        .put("statement", summary.statement().toString())
        .build();
  }
}
