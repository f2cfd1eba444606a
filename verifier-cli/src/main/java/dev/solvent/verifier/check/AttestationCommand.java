package dev.solvent.verifier.check;

import dev.solvent.attest.report.Report;
import dev.solvent.attest.report.ReportJson;
import dev.solvent.attest.verify.Exhibits;
import dev.solvent.merkle.Epoch;
import dev.solvent.verifier.cli.Converters;
import dev.solvent.verifier.cli.VerifierCommand;
import dev.solvent.verifier.reader.Examination;
import dev.solvent.verifier.reader.ReaderOptions;
import dev.solvent.verifier.reader.ReportPage;
import dev.solvent.verifier.source.Located;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code solvent-verify attestation}. */
@Command(
    name = "attestation",
    description = {
      "Makes every check of one attestation.",
      "Of a publication (a web address, or a copy of its folder) the newest is taken."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 VERIFIED, 1 FAILED, 2 MALFORMED or wrong usage, 3 STALE, 4 SHORT.",
      "",
      "Examples:",
      "  solvent-verify attestation https://exchange.example",
      "  solvent-verify attestation --trust exchange.root.json --policy mine.json 7.bundle.json",
      "  solvent-verify attestation --epoch 3 --at 2026-09-02T06:00:00Z public/"
    })
@SuppressWarnings("NullAway.Init") // picocli sets them
public final class AttestationCommand extends VerifierCommand {
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

  @Mixin private ReaderOptions options;

  @Override
  public Integer call() throws IOException {
    Located located = Located.find(given, Optional.ofNullable(epoch));
    Report report = Examination.of(options, located).report(Exhibits.NONE);
    if (json()) {
      print(ReportJson.print(report));
    } else {
      ReportPage page = new ReportPage(out(), style());
      page.verdict(report);
      if (!quiet()) {
        page.checks(report, verbose());
        page.coverage(report);
        page.hint(report);
      }
    }
    return report.verdict().exitCode();
  }
}
