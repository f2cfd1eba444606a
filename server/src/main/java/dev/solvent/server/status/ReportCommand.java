package dev.solvent.server.status;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.published.Pointer;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.solvency.SolvencyReport;
import dev.solvent.attest.solvency.SolvencyText;
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
    byte[] report = published(folder, epoch == null ? newest(folder) : wanted(epoch));
    if (json()) {
      out().println(new String(report, StandardCharsets.UTF_8));
      return Failures.OK;
    }
    try {
      SolvencyText.lines(report).forEach(out()::println);
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
    Path file = folder.blob(digest.toString());
    if (!Files.exists(file)) {
      throw new UserError(
          file + ": no such file, want the solvency report of epoch " + epoch,
          "solvent fsck names all that is missing");
    }
    if (Files.size(file) > SolvencyReport.LIMITS.maxBytes()) {
      throw new UserError(file + ": too large for a solvency report", "solvent fsck looks at all");
    }
    byte[] report = Files.readAllBytes(file);
    if (!Digests.sha256(report).equals(digest)) {
      throw new UserError(file + ": other bytes than its name says", "solvent fsck looks at all");
    }
    return report;
  }
}
