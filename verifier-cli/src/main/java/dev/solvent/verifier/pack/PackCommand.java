package dev.solvent.verifier.pack;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.json.JsonValue;
import dev.solvent.attest.json.JsonValue.JsonArray;
import dev.solvent.attest.json.JsonValue.JsonText;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.program.WholeFile;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.verify.Claim;
import dev.solvent.attest.verify.Exhibits;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.MalformedException;
import dev.solvent.verifier.cli.Converters;
import dev.solvent.verifier.cli.Malformed;
import dev.solvent.verifier.cli.VerifierCommand;
import dev.solvent.verifier.reader.Examination;
import dev.solvent.verifier.reader.ReaderOptions;
import dev.solvent.verifier.reader.ReportPage;
import dev.solvent.verifier.source.Located;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code solvent-verify pack}. */
@Command(
    name = "pack",
    description = {
      "Verifies one attestation and puts all that it was judged by into one zip, with the report",
      "and the command that makes it again: for an auditor, a court, a newspaper.",
      "It is written whatever the verdict: a pack of something FAILED is what it is for."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 VERIFIED, 1 FAILED, 2 MALFORMED or wrong usage, 3 STALE, 4 SHORT.",
      "",
      "Examples:",
      "  solvent-verify pack https://exchange.example --out evidence.zip",
      "  solvent-verify pack --epoch 3 --proof 3.proof.json --out mine.zip public/"
    })
@SuppressWarnings("NullAway.Init") // picocli sets them
public final class PackCommand extends VerifierCommand {
  private static final String FORMAT = "solvent/packed/v1";

  @Parameters(
      paramLabel = "FILE|URL",
      description = "The bundle, or a publication: a web address or a folder.")
  private String given;

  @Option(names = "--out", required = true, paramLabel = "ZIP", description = "Where to put it.")
  private Path out;

  @Option(
      names = "--epoch",
      paramLabel = "N",
      converter = Converters.OfEpoch.class,
      description = "The epoch, of a publication (default: the newest).")
  private @Nullable Epoch epoch;

  @Option(
      names = "--proof",
      paramLabel = "FILE",
      description = "An account proof, to be checked and put in. It shows id and balances.")
  private @Nullable Path proof;

  @Option(
      names = "--receipt",
      paramLabel = "FILE",
      description = "A receipt, to be checked and put in. It shows id and balances.")
  private @Nullable Path receipt;

  @Option(names = "--force", description = "Write over a file that exists.")
  private boolean force;

  @Mixin private ReaderOptions options;

  private interface Parser<T> {
    T parse(byte[] bytes) throws MalformedException;
  }

  @Override
  public Integer call() throws IOException {
    if (Files.exists(out) && !force) {
      throw new UserError(out + ": exists already", "--force writes over it");
    }
    Exhibits exhibits = exhibits();
    Examination examination =
        Examination.of(options, Located.find(given, Optional.ofNullable(epoch)));
    Report report = examination.report(exhibits);
    SortedMap<String, Octets> files = Evidence.of(examination, exhibits, report);
    byte[] zip = StoredZip.of(files);
    if (proof == null && receipt == null) {
      WholeFile.write(out, zip);
    } else {
      WholeFile.writePrivate(out, zip);
      err()
          .println(
              "warning: "
                  + out
                  + " shows a customer's account id, account key and balances to whoever has it");
    }
    show(report, files, zip);
    return report.verdict().exitCode();
  }

  private Exhibits exhibits() throws IOException {
    Exhibits exhibits = Exhibits.NONE;
    if (proof != null) {
      AccountProof own = read(proof, AccountProof.LIMITS.maxBytes(), AccountProof::parse);
      exhibits = exhibits.with(new Claim(own, List.of()));
    }
    return receipt == null
        ? exhibits
        : exhibits.withReceipt(read(receipt, Envelope.MAX_UNLOGGED_BYTES, Envelope::parse));
  }

  private static <T> T read(Path file, int most, Parser<T> parser) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return parser.parse(in.readNBytes(most + 1));
    } catch (MalformedException e) {
      throw new Malformed(file.toString(), e, "");
    }
  }

  private void show(Report report, SortedMap<String, Octets> files, byte[] zip) {
    if (json()) {
      List<JsonValue> names = files.keySet().stream().<JsonValue>map(JsonText::new).toList();
      print(
          new ObjectBuilder()
              .put("files", new JsonArray(names))
              .put("format", FORMAT)
              .put("sha256", Digests.sha256(zip).toString())
              .put("verdict", report.verdict().name())
              .build());
      return;
    }
    ReportPage page = new ReportPage(out(), style());
    page.verdict(report);
    if (!quiet()) {
      page.faults(report);
      out()
          .println(
              String.format(
                  Locale.ROOT,
                  "packed %s: %d files, %,d bytes, sha256 %s",
                  out,
                  files.size(),
                  zip.length,
                  Digests.sha256(zip)));
    }
  }
}
