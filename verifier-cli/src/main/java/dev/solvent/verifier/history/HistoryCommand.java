package dev.solvent.verifier.history;

import dev.solvent.attest.log.ContradictionException;
import dev.solvent.attest.program.ProgressLine;
import dev.solvent.attest.published.NotPublishedException;
import dev.solvent.attest.report.Verdict;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Ticker;
import dev.solvent.verifier.cli.Converters;
import dev.solvent.verifier.cli.Shown;
import dev.solvent.verifier.cli.VerifierCommand;
import dev.solvent.verifier.reader.ReaderOptions;
import dev.solvent.verifier.source.Site;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code solvent-verify history}. */
@Command(
    name = "history",
    description = {
      "Makes every check of every attestation, from the first.",
      "Each is judged as it stood within its own time, and the whole log is read: every bundle has "
          + "to be the log's entry, under a checkpoint that the log continues."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: those of the newest attestation now: 0 VERIFIED, 3 STALE, 4 SHORT; 1 FAILED "
          + "also where any epoch ever FAILED, is MALFORMED or missing, or the log is not one; "
          + "2 no answer or wrong usage. What was late, short or corrected before is shown, and "
          + "changes no exit code.",
      "",
      "Examples:",
      "  solvent-verify history https://exchange.example",
      "  solvent-verify history --from 100 --asset BTC --asset ETH https://exchange.example",
      "  solvent-verify history --trust exchange.root.json --policy mine.json public/"
    })
@SuppressWarnings("NullAway.Init") // picocli sets them
public final class HistoryCommand extends VerifierCommand {
  @Parameters(paramLabel = "URL|FOLDER", description = "The publication.")
  private String given;

  @Option(
      names = "--from",
      paramLabel = "N",
      converter = Converters.OfEpoch.class,
      description = "The first epoch to look at (default: 1).")
  private @Nullable Epoch from;

  @Option(
      names = "--to",
      paramLabel = "N",
      converter = Converters.OfEpoch.class,
      description = "The last one (default: the newest).")
  private @Nullable Epoch to;

  @Option(
      names = "--asset",
      paramLabel = "TICKER",
      converter = OfTicker.class,
      description = "Whose coverage to show; several times (default: the lowest).")
  private List<Ticker> assets = List.of();

  @Mixin private ReaderOptions options;

  @Override
  public Integer call() throws IOException {
    Site site = Site.open(given);
    Optional<SignedRoot> named = options.named();
    SignedRoot pinned = named.isPresent() ? named.get() : options.pinned(site.pointer().issuer());
    History history;
    try {
      history =
          new HistoryReading(site, options, pinned, new ProgressLine(err()))
              .read(new Range(Optional.ofNullable(from), Optional.ofNullable(to)));
    } catch (ContradictionException | NotPublishedException e) {
      history = broken(pinned, "log: " + e.getMessage());
    }
    if (json()) {
      print(HistoryJson.of(history));
    } else {
      print(history);
    }
    return history.verdict().exitCode();
  }

  /** Nothing that such a log lists is a history. */
  private History broken(SignedRoot pinned, String fault) {
    return new History(
        pinned.root().issuer(),
        options.now(),
        0,
        Verdict.FAILED,
        List.of(),
        List.of(),
        List.of(),
        List.of(fault));
  }

  private void print(History history) {
    HistoryPage page = new HistoryPage(out(), style(), history);
    page.verdict();
    if (quiet()) {
      return;
    }
    if (history.rows().isEmpty()) {
      out()
          .println(
              "hint: solvent-verify log "
                  + Shown.foreign(given)
                  + " says more, and keeps the evidence");
      return;
    }
    page.table(assets, verbose());
    page.charts(assets);
    page.events(verbose());
  }
}
