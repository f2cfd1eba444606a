package dev.solvent.server.status;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.published.Pointer;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.solvency.Commitments;
import dev.solvent.attest.solvency.SolvencyReport;
import dev.solvent.attest.solvency.SolvencyText;
import dev.solvent.attest.solvency.risk.RiskReport;
import dev.solvent.attest.solvency.risk.RiskText;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.cli.ResultCommand;
import dev.solvent.server.data.PublicFolder;
import dev.solvent.server.fsck.DataOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code solvent report}. */
@Command(
    name = "report",
    description = {
      "Shows a solvency report as it was published: what a bare ratio hides.",
      "It shows the exchange's own file; that it follows from the files that it names is what",
      "solvent-verify report finds."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 shown, 2 usage, or no report is published.",
      "",
      "Examples:",
      "  solvent report --config solvent.yaml",
      "  solvent report --data /srv/copy-of-data --epoch 7",
      "  solvent report --config solvent.yaml --json > solvency.json"
    })
public final class ReportCommand extends ResultCommand {
  @Mixin private DataOptions options = new DataOptions();

  @Option(
      names = "--epoch",
      paramLabel = "N",
      description = "The epoch (default: the newest that is published).")
  private @Nullable Long epoch;

  @Override
  public Integer call() throws IOException {
    PublicFolder folder = options.data(options.configuration()).publicFolder();
    Epoch of = epoch == null ? newest(folder) : wanted(epoch);
    byte[] report = published(folder, of);
    if (json()) {
      out().println(new String(report, StandardCharsets.UTF_8));
      return Failures.OK;
    }
    try {
      SolvencyText.lines(report).forEach(out()::println);
      Optional<Hash> risk = Commitments.read(report).risk();
      if (risk.isPresent()) {
        byte[] figures =
            file(folder, risk.get(), "figures of risk of epoch " + of, RiskReport.LIMITS);
        out().println();
        RiskText.lines(figures).forEach(out()::println);
      }
    } catch (MalformedException e) {
      throw new UserError("the published report: " + e.getMessage(), "solvent fsck looks at all");
    }
    return Failures.OK;
  }

  private static Epoch wanted(long number) {
    try {
      return new Epoch(number);
    } catch (IllegalArgumentException e) {
      throw new UserError("--epoch " + number + ", want one from 1 on", "");
    }
  }

  private static Epoch newest(PublicFolder folder) throws IOException {
    Path file = folder.pointer();
    try {
      return Pointer.parse(Files.readAllBytes(file))
          .newest()
          .map(Pointer.Named::epoch)
          .orElseThrow(
              () -> new UserError("no attestation is published yet", "solvent publish makes one"));
    } catch (MalformedException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /** The file that the statement names, with that digest. */
  private static byte[] published(PublicFolder folder, Epoch epoch) throws IOException {
    Path envelope = folder.envelope(epoch);
    if (!Files.exists(envelope)) {
      throw new UserError(
          envelope + ": no such file, want the attestation of epoch " + epoch,
          "solvent status names the newest");
    }
    Hash digest;
    try {
      digest =
          Statement.parse(Envelope.parse(Files.readAllBytes(envelope)).payload())
              .digestOf(Subject.SOLVENCY)
              .orElseThrow(() ->
                  new UserError(
                      "epoch " + epoch + " has no solvency report",
                      "the section solvency of solvent.yaml has one made"));
    } catch (MalformedException e) {
      throw new IOException(envelope + ": " + e.getMessage(), e);
    }
    return file(folder, digest, "solvency report of epoch " + epoch, SolvencyReport.LIMITS);
  }

  /** With that digest. */
  private static byte[] file(PublicFolder folder, Hash digest, String what, JsonLimits limits)
      throws IOException {
    Path file = folder.blob(digest.toString());
    if (!Files.exists(file)) {
      throw new UserError(
          file + ": no such file, want the " + what, "solvent fsck names all that is missing");
    }
    if (Files.size(file) > limits.maxBytes()) {
      throw new UserError(file + ": too large for the " + what, "solvent fsck looks at all");
    }
    byte[] bytes = Files.readAllBytes(file);
    if (!Digests.sha256(bytes).equals(digest)) {
      throw new UserError(file + ": other bytes than its name says", "solvent fsck looks at all");
    }
    return bytes;
  }
}
