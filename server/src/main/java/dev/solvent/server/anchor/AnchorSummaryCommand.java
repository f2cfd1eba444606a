package dev.solvent.server.anchor;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.program.Refused;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.program.WholeFile;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.chain.anchor.Feed;
import dev.solvent.chain.anchor.FeedContract;
import dev.solvent.chain.anchor.FeedTerms;
import dev.solvent.chain.anchor.Figures;
import dev.solvent.chain.anchor.Summary;
import dev.solvent.chain.anchor.SummaryOutcome;
import dev.solvent.chain.anchor.TypedSummary;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.cli.Converters;
import dev.solvent.server.cli.Failures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code solvent anchor summary}. */
@Command(
    name = "summary",
    description = {
      "Verifies an attestation and writes its summary for a feed, as typed data to be signed.",
      "Each signer does so itself, with a trust root and a policy of its own. The file is for"
          + " eth_signTypedData_v4 of a wallet or a signing program; no key is used here."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      OnNode.EXIT_CODES,
      "",
      "Example:",
      "  solvent anchor summary --config solvent.yaml --chain eip155:1 --feed 0x5fbd… \\",
      "      --bundle bundle.json --trust-root root.json --policy policy.json \\",
      "      --out summary.json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
final class AnchorSummaryCommand extends OnNode {
  @Option(
      names = "--chain",
      required = true,
      paramLabel = "CHAIN",
      converter = Converters.OfChainId.class,
      description = "The feed's chain, by its CAIP-2 id, such as eip155:1.")
  private ChainId chain;

  @Option(
      names = "--feed",
      required = true,
      paramLabel = "ADDRESS",
      converter = Converters.OfEvmAddress.class,
      description = "The feed's contract, in lower case.")
  private EvmAddress feed;

  @Option(
      names = "--bundle",
      required = true,
      paramLabel = "FILE",
      description = "The attestation, as the exchange published it.")
  private Path bundle;

  @Option(
      names = "--trust-root",
      required = true,
      paramLabel = "FILE",
      description = "The trust root that you pinned, from elsewhere than the bundle.")
  private Path root;

  @Option(
      names = "--policy",
      required = true,
      paramLabel = "FILE",
      description = "What you demand: docs/spec/policy.md.")
  private Path policy;

  @Option(
      names = "--blobs",
      paramLabel = "DIR",
      description = "A folder of files that the bundle names and does not hold. Repeat for each.")
  private List<Path> blobs = List.of();

  @Option(
      names = "--now",
      paramLabel = "TIME",
      converter = Converters.OfTimestamp.class,
      description = "The moment as of which it is verified (default: now).")
  private @Nullable Timestamp now;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file to write. One that exists is refused.")
  private Path out;

  @Override
  int run() throws IOException, NodeException, MalformedException {
    if (Files.exists(out)) {
      throw new UserError(out + ": exists already", "another --out, or move it away");
    }
    Timestamp moment =
        now == null ? new Timestamp(Instant.now().truncatedTo(ChronoUnit.SECONDS)) : now;
    Attested attested = Attested.verify(bundle, root, policy, blobs, moment);
    Node asked = node(chain);
    Feed to = new Feed(chain, feed);
    FeedTerms terms = new FeedContract(asked, to).terms();
    if (!attested.statement().issuer().equals(terms.issuer())) {
      throw refused(
          "the attestation is of " + attested.statement().issuer() + ", want " + terms.issuer());
    }
    Summary summary =
        switch (SummaryOutcome.of(attested.statement(), attested.report(), terms.assets())) {
          case SummaryOutcome.Made(Summary made) -> made;
          case SummaryOutcome.Refused(String reason) -> throw refused(reason);
        };
    TypedSummary typed = new TypedSummary(summary, to);
    WholeFile.write(out, (typed.json() + "\n").getBytes(StandardCharsets.UTF_8));
    tell(summary, to, attested.report().verdict().toString());
    return Failures.OK;
  }

  private static Refused refused(String reason) {
    return new Refused(
        "nothing to sign: " + reason,
        List.of(),
        "a signer signs what it verified by its own policy: docs/spec/feed.md section 2");
  }

  private void tell(Summary summary, Feed to, String verdict) {
    String hash = summary.hash(to).toString();
    if (json()) {
      print(
          new ObjectBuilder()
              .put("epoch", summary.epoch().number())
              .put("file", out.toString())
              .put("hash", "0x" + hash)
              .put("verdict", verdict)
              .build());
      return;
    }
    out().println(verdict + " epoch " + summary.epoch() + " of " + summary.issuer().domain());
    for (Figures figures : summary.figures()) {
      out().println("  " + Coins.line(figures));
    }
    out().println("to be signed, with hash 0x" + hash + ": " + out);
  }
}
