package dev.solvent.verifier.report;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.report.Check;
import dev.solvent.attest.report.Finding;
import dev.solvent.attest.report.Finding.Result;
import dev.solvent.attest.report.ReportJson;
import dev.solvent.attest.solvency.SolvencyReport;
import dev.solvent.attest.solvency.SolvencyText;
import dev.solvent.attest.solvency.risk.RiskReport;
import dev.solvent.attest.solvency.risk.RiskText;
import dev.solvent.attest.verify.Examined;
import dev.solvent.attest.verify.Exhibits;
import dev.solvent.attest.verify.OwnView;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.MalformedException;
import dev.solvent.verifier.cli.Converters;
import dev.solvent.verifier.cli.Shown;
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

/** {@code solvent-verify report}. */
@Command(
    name = "report",
    description = {
      "Shows the solvency report of an attestation, computed again from its files.",
      "Prices, haircuts, what can be paid out how fast, and what a crash would leave: the verdict is",
      "the whole attestation's, and bad figures that follow are no failure."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 VERIFIED, 1 FAILED, 2 MALFORMED, wrong usage, or no report published,",
      "3 STALE, 4 SHORT.",
      "",
      "Examples:",
      "  solvent-verify report https://exchange.example",
      "  solvent-verify report 7.bundle.json",
      "  solvent-verify report --json --epoch 3 public/"
    })
@SuppressWarnings("NullAway.Init") // picocli sets them
public final class ReportCommand extends VerifierCommand {
  static final String FORMAT = "solvent/solvency-view/v1";

  private static final int NO_REPORT = 2;

  /** Both reports at their greatest, and what was found of them. */
  private static final JsonLimits VIEW = new JsonLimits(256 << 20, 20, 6_000_000);

  private static final JsonLimits REPORT = new JsonLimits(16 << 20, 16, 1_000_000);

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
    Examined examined = Examination.of(options, located).examine(Exhibits.NONE, OwnView.NONE);
    try {
      if (json()) {
        print(json(examined));
      } else {
        page(examined);
      }
    } catch (MalformedException e) {
      throw new IllegalStateException("a report that follows can be read", e);
    }
    boolean published = examined.report().finding(Check.SOLVENCY_REPORT).result() != Result.ABSENT;
    int code = examined.report().verdict().exitCode();
    return published || code != 0 ? code : NO_REPORT;
  }

  private byte[] json(Examined examined) throws MalformedException {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("format", FORMAT)
            .put("report", CanonicalJson.parse(ReportJson.print(examined.report()), REPORT));
    if (examined.solvency().isPresent()) {
      byte[] published = examined.solvency().get().toBytes();
      json.put("solvency", CanonicalJson.parse(published, SolvencyReport.LIMITS));
    }
    if (examined.risk().isPresent()) {
      byte[] published = examined.risk().get().toBytes();
      json.put("risk", CanonicalJson.parse(published, RiskReport.LIMITS));
    }
    return CanonicalJson.print(json.build(), VIEW);
  }

  private void page(Examined examined) throws MalformedException {
    ReportPage page = new ReportPage(out(), style());
    page.verdict(examined.report());
    if (quiet()) {
      return;
    }
    if (verbose()) {
      page.checks(examined.report(), true);
    } else {
      page.faults(examined.report());
    }
    Finding finding = examined.report().finding(Check.SOLVENCY_REPORT);
    if (finding.result() == Result.ABSENT) {
      out().println("no solvency report: " + Shown.foreign(finding.sentence()));
    }
    Optional<Octets> solvency = examined.solvency();
    if (solvency.isPresent()) {
      SolvencyText.lines(solvency.get().toBytes())
          .forEach(line -> out().println(Shown.foreign(line)));
    }
    Optional<Octets> risk = examined.risk();
    if (risk.isPresent()) {
      out().println();
      RiskText.lines(risk.get().toBytes()).forEach(line -> out().println(Shown.foreign(line)));
    }
    page.hint(examined.report());
  }
}
