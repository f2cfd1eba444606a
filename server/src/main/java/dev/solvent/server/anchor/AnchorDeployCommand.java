package dev.solvent.server.anchor;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.program.UserError;
import dev.solvent.chain.anchor.FeedTerms;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.cli.Converters;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code solvent anchor deploy}. */
@Command(
    name = "deploy",
    description = {
      "Makes a feed: a contract whose signers, threshold and assets can never be changed.",
      "Look at each signer's address twice; another set of signers is another feed."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      OnNode.EXIT_CODES,
      "",
      "Example:",
      "  solvent anchor deploy --config solvent.yaml --chain eip155:1 \\",
      "      --payer payer.key --issuer exchange.example --threshold 2 \\",
      "      --signer 0x5eb2… --signer 0xea43… --asset BTC:8 --asset ETH:18"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
final class AnchorDeployCommand extends OnNode {
  @Option(
      names = "--chain",
      required = true,
      paramLabel = "CHAIN",
      converter = Converters.OfChainId.class,
      description = "The chain, by its CAIP-2 id, such as eip155:1.")
  private ChainId chain;

  @Mixin private Payer payer;

  @Option(
      names = "--issuer",
      required = true,
      paramLabel = "DOMAIN",
      converter = Converters.OfIssuer.class,
      description = "Whose attestations they are.")
  private Issuer issuer;

  @Option(
      names = "--signer",
      required = true,
      paramLabel = "ADDRESS",
      converter = Converters.OfEvmAddress.class,
      description = "A signer, in lower case. Repeat for each, 1 to 32, in any order.")
  private List<EvmAddress> signers;

  @Option(
      names = "--threshold",
      required = true,
      paramLabel = "N",
      description = "How many of them have to sign.")
  private int threshold;

  @Option(
      names = "--asset",
      required = true,
      paramLabel = "NAME:DECIMALS",
      converter = Converters.OfAsset.class,
      description = "An asset. Repeat for each, 1 to 32, in any order.")
  private List<Asset> assets;

  @Override
  int run() throws IOException, NodeException, MalformedException {
    FeedTerms terms = terms();
    Sent sent = new Sent(payer.on(node(chain), chain).deploy(terms));
    tell(sent, "made for " + issuer.domain());
    return sent.code();
  }

  private FeedTerms terms() {
    try {
      return new FeedTerms(
          issuer,
          signers.stream().sorted().toList(),
          threshold,
          assets.stream().sorted(Comparator.comparing(Asset::ticker)).toList());
    } catch (IllegalArgumentException e) {
      throw new UserError(
          String.valueOf(e.getMessage()), "these are for ever: docs/spec/feed.md section 3");
    }
  }
}
