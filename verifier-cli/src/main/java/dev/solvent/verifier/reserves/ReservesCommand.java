package dev.solvent.verifier.reserves;

import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.program.ProgressLine;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.verify.Examined;
import dev.solvent.attest.verify.Exhibits;
import dev.solvent.attest.verify.OwnView;
import dev.solvent.merkle.Epoch;
import dev.solvent.verifier.cli.Converters;
import dev.solvent.verifier.cli.Shown;
import dev.solvent.verifier.cli.VerifierCommand;
import dev.solvent.verifier.node.NodeAddress;
import dev.solvent.verifier.node.NodeFault;
import dev.solvent.verifier.node.Nodes;
import dev.solvent.verifier.reader.Examination;
import dev.solvent.verifier.reader.ReaderOptions;
import dev.solvent.verifier.reader.ReportPage;
import dev.solvent.verifier.reserves.Survey.Surveyed;
import dev.solvent.verifier.source.Located;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code solvent-verify reserves}. */
@Command(
    name = "reserves",
    description = {
      "Shows what an exchange holds, and what stands behind each figure.",
      "Evidence is checked offline; nodes of your own choice confirm its blocks and figures.",
      "The verdict is the whole attestation's: reserves that nobody signed for say nothing."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 VERIFIED, 1 FAILED, 2 MALFORMED, wrong usage, or a node that does",
      "not answer, 3 STALE, 4 SHORT.",
      "",
      "Examples:",
      "  solvent-verify reserves 7.bundle.json",
      "  solvent-verify reserves --rpc http://127.0.0.1:8545 https://exchange.example",
      "  solvent-verify reserves --rpc bitcoin-node.url --epoch 3 public/"
    })
@SuppressWarnings("NullAway.Init") // picocli sets them
public final class ReservesCommand extends VerifierCommand {
  @Parameters(
      paramLabel = "FILE|URL",
      description = "The bundle, or a publication: a web address or a folder.")
  private String given;

  @Option(
      names = "--epoch",
      paramLabel = "N",
      converter = Converters.OfEpoch.class,
      description = "The epoch, of a publication (default: the newest).")
  private @Nullable Epoch epoch;

  @Option(
      names = "--rpc",
      paramLabel = "URL|FILE",
      description =
          "A node of yours to ask over JSON-RPC, of an EVM chain or of one like Bitcoin; or a file"
              + " of addresses, one a line, which may hold a user and password. Several times.")
  private List<String> rpc = new ArrayList<>();

  @Option(
      names = "--rpc-timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "How long a node may take for an answer (default: ${DEFAULT-VALUE}).")
  private int timeout;

  @Mixin private ReaderOptions options;

  @Override
  public Integer call() throws IOException {
    if (timeout < 1) {
      throw new UserError("--rpc-timeout " + timeout + ", want at least 1 second", "");
    }
    List<NodeAddress> addresses = new ArrayList<>();
    for (String each : rpc) {
      addresses.addAll(NodeAddress.read(each, err()));
    }
    Examination examination =
        Examination.of(options, Located.find(given, Optional.ofNullable(epoch)));
    Located located = examination.located();
    Examined examined = examination.examine(Exhibits.NONE, OwnView.NONE);
    Surveyed surveyed = Surveyed.NOTHING;
    if (!addresses.isEmpty() && examined.reserves().isPresent()) {
      surveyed = survey(addresses, examined, located.bundle().blobs().and(located.beside()));
      examined = examination.examine(Exhibits.NONE, surveyed.view());
    }
    print(examined, surveyed);
    return examined.report().verdict().exitCode();
  }

  /** A view that was asked for and not had is no view: there is no verdict without it. */
  private Surveyed survey(List<NodeAddress> addresses, Examined examined, Blobs blobs) {
    Optional<ProgressLine> progress =
        quiet() || json() ? Optional.empty() : Optional.of(new ProgressLine(err()));
    try {
      Nodes nodes = Nodes.connect(addresses, Duration.ofSeconds(timeout));
      return Survey.make(nodes, examined.reserves().orElseThrow(), blobs, progress);
    } catch (NodeFault e) {
      throw new UserError(
          Shown.foreign(String.valueOf(e.getMessage())),
          "without its --rpc the attestation is judged by what others saw");
    }
  }

  private void print(Examined examined, Surveyed surveyed) {
    if (json()) {
      print(ReservesJson.of(examined, surveyed.gaps()));
    } else if (quiet()) {
      new ReportPage(out(), style()).verdict(examined.report());
    } else {
      new ReservesPage(out(), style(), verbose()).print(examined, surveyed.gaps());
    }
  }
}
