package dev.solvent.server.alert;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.published.Pointer;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.solvency.SolvencyReport;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.data.PublicFolder;
import dev.solvent.server.solvency.ReportFigures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What is public now, as far as alerts look at it. */
final class PublicView {
  private final DataFolder data;
  private final PublicFolder open;

  PublicView(DataFolder data) {
    this.data = data;
    open = data.publicFolder();
  }

  /** Parses a file, whose name comes before what is wrong with it. */
  @FunctionalInterface
  private interface Parser<T> {
    T parse(byte[] bytes) throws MalformedException;
  }

  private static <T> T read(Path file, int most, Parser<T> parser) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return parser.parse(in.readNBytes(most + 1));
    } catch (MalformedException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  Optional<Attested> newest() throws IOException {
    Optional<Pointer.Named> named =
        read(open.pointer(), Pointer.LIMITS.maxBytes(), Pointer::parse).newest();
    if (named.isEmpty()) {
      return Optional.empty();
    }
    Epoch epoch = named.get().epoch();
    Statement statement = statement(epoch);
    Optional<KeptReport> report = report(epoch);
    return Optional.of(
        new Attested(
            epoch,
            statement.asOf(),
            statement.nextDueBy(),
            report.map(KeptReport::verdict),
            report.map(KeptReport::coverage).orElse(List.of())));
  }

  private Statement statement(Epoch epoch) throws IOException {
    return read(
        open.envelope(epoch),
        Envelope.MAX_BYTES,
        bytes -> Statement.parse(Envelope.parse(bytes).payload()));
  }

  private Optional<KeptReport> report(Epoch epoch) throws IOException {
    Path file = data.epoch(epoch).report();
    return Files.exists(file)
        ? Optional.of(read(file, 16 << 20, KeptReport::parse))
        : Optional.empty();
  }

  /** What is no longer in the reserves as it was in the epoch before. */
  List<Movement> moved(Epoch epoch, int basisPoints) throws IOException {
    if (epoch.number() == 1) {
      return List.of();
    }
    return Movement.between(reserves(new Epoch(epoch.number() - 1)), reserves(epoch), basisPoints);
  }

  /** What its solvency report says, where it has one. */
  Optional<ReportFigures> solvency(Epoch epoch) throws IOException {
    Optional<Hash> report = statement(epoch).digestOf(Subject.SOLVENCY);
    return report.isEmpty()
        ? Optional.empty()
        : Optional.of(
            read(
                open.blob(report.get().toString()),
                SolvencyReport.LIMITS.maxBytes(),
                ReportFigures::parse));
  }

  private ReservesManifest reserves(Epoch epoch) throws IOException {
    String digest =
        statement(epoch)
            .digestOf(Subject.RESERVES)
            .orElseThrow(() -> new IOException("epoch " + epoch + " names no reserves"))
            .toString();
    return read(open.blob(digest), ReservesManifest.LIMITS.maxBytes(), ReservesManifest::parse);
  }
}
