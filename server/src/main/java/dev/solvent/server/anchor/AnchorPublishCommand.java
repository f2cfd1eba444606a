package dev.solvent.server.anchor;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.EvmSignature;
import dev.solvent.attest.program.UserError;
import dev.solvent.chain.anchor.SignedSummary;
import dev.solvent.chain.anchor.TypedSummary;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code solvent anchor publish}. */
@Command(
    name = "publish",
    description = {
      "Publishes a signed summary in its feed, once the contract was seen to accept it.",
      "The summary is the typed data that the signers signed (docs/spec/feed.md, section 1), which"
          + " names its chain and its feed."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      OnNode.EXIT_CODES,
      "",
      "Example:",
      "  solvent anchor publish --config solvent.yaml --payer payer.key \\",
      "      --summary summary.json --signature first.sig --signature second.sig"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
final class AnchorPublishCommand extends OnNode {
  private static final int MOST_SIGNATURE = 200;

  @Mixin private Payer payer;

  @Option(
      names = "--summary",
      required = true,
      paramLabel = "FILE",
      description = "The typed data that was signed.")
  private Path summary;

  @Option(
      names = "--signature",
      required = true,
      paramLabel = "FILE",
      description =
          "A signature over it: 0x and 130 hex digits, as wallets and signing programs give it."
              + " Repeat for each, in any order.")
  private List<Path> signatures;

  @Override
  int run() throws IOException, NodeException, MalformedException {
    SignedSummary signed = signed();
    List<String> signers = signed.signers().stream().map(EvmAddress::toString).toList();
    Sent sent =
        new Sent(payer.on(node(signed.feed().chain()), signed.feed().chain()).publish(signed));
    tell(
        sent,
        "published epoch "
            + signed.summary().epoch()
            + ", signed by "
            + String.join(", ", signers));
    return sent.code();
  }

  private SignedSummary signed() throws IOException {
    try {
      TypedSummary typed = TypedSummary.parse(read(summary, TypedSummary.MAX_BYTES));
      List<EvmSignature> given = new ArrayList<>();
      for (Path file : signatures) {
        given.add(signature(file));
      }
      return SignedSummary.of(typed.summary(), typed.feed(), given);
    } catch (MalformedException e) {
      throw new UserError(
          summary + ": " + e.getMessage(), "want the very file that the signers were given");
    }
  }

  private static EvmSignature signature(Path file) throws IOException {
    String text = new String(read(file, MOST_SIGNATURE), StandardCharsets.UTF_8);
    try {
      return EvmSignature.parse(text.stripTrailing());
    } catch (MalformedException e) {
      throw new UserError(file + ": " + e.getMessage(), "a file has one signature on one line");
    }
  }

  private static byte[] read(Path file, int most) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(most + 1);
    }
  }
}
