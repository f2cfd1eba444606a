package dev.solvent.server.reserves;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.program.ProgressLine;
import dev.solvent.attest.program.Refused;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.program.WholeFile;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.chain.reading.UnreadableException;
import dev.solvent.chain.reserves.BlobFolder;
import dev.solvent.chain.reserves.ReserveList;
import dev.solvent.chain.reserves.ReservesOutcome;
import dev.solvent.chain.reserves.ReservesOutcome.Complete;
import dev.solvent.chain.reserves.ReservesOutcome.Reason;
import dev.solvent.chain.reserves.ReservesReader;
import dev.solvent.chain.reserves.ReservesRequest;
import dev.solvent.merkle.Epoch;
import dev.solvent.server.cli.Converters;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code solvent reserves read}. */
@Command(
    name = "read",
    description = {
      "Reads the reserves at final blocks on which the nodes agree, with evidence of each figure.",
      "Writes reserves.json, blobs/sha256/* and reading.json (who agreed, who did not, what is less"
          + " than proven). reserves.json comes last, and only where everything was read."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      OnConfiguration.EXIT_CODES,
      "",
      "Example:",
      "  solvent reserves read --config solvent.yaml --epoch 7 --as-of 2026-09-02T00:00:00Z \\",
      "      --checkpoint checkpoint-5 --checkpoint checkpoint-6 --out epoch-7"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
final class ReservesReadCommand extends OnConfiguration {
  static final String MANIFEST = "reserves.json";
  static final String NOTES = "reading.json";

  @Option(
      names = "--epoch",
      required = true,
      paramLabel = "N",
      converter = Converters.OfEpoch.class,
      description = "The number of the attestation, from 1.")
  private Epoch epoch;

  @Option(
      names = "--as-of",
      required = true,
      paramLabel = "TIME",
      converter = Converters.OfTimestamp.class,
      description = "The moment of the attestation, such as 2026-09-02T00:00:00Z.")
  private Timestamp asOf;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description =
          "A checkpoint as the log published it, which signatures name. Repeat for each; a signature"
              + " that names another counts for nothing.")
  private List<Path> checkpoints = List.of();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder to write into. One that has a reserves.json is refused.")
  private Path out;

  @Option(names = "--quiet", description = "Show no progress.")
  private boolean quiet;

  @Override
  int run(Configuration configuration)
      throws IOException, InterruptedException, UnreadableException {
    if (Files.exists(out.resolve(MANIFEST))) {
      throw new UserError(
          out.resolve(MANIFEST) + ": exists already", "another --out, or move it away");
    }
    ReserveList reserves = configuration.reserves();
    ReservesRequest request =
        new ReservesRequest(
            configuration.issuer(),
            configuration.logOrigin(),
            epoch,
            asOf,
            new Timestamp(Instant.now().truncatedTo(ChronoUnit.SECONDS)),
            configuration.policy(),
            reserves,
            CheckpointFiles.read(checkpoints, configuration.logOrigin()));
    Files.createDirectories(out);
    BlobFolder blobs = new BlobFolder(out);
    long start = System.nanoTime();
    ReservesOutcome outcome = read(configuration, request, blobs);
    double seconds = (System.nanoTime() - start) / 1e9;
    keepNotesOfBefore();
    WholeFile.write(out.resolve(NOTES), outcome.notes().toBytes());
    return switch (outcome) {
      case Complete(ReservesManifest manifest, var notes) -> {
        blobs.sync();
        WholeFile.write(out.resolve(MANIFEST), manifest.toBytes());
        tell(manifest, notes.lines(), blobs.bytes(), seconds);
        yield Failures.OK;
      }
      case ReservesOutcome.Refused(Reason reason, String detail, var notes) ->
          refuse(reason, detail, notes.lines());
    };
  }

  /** What a node showed in a reading that was refused may be wanted as evidence. */
  private void keepNotesOfBefore() throws IOException {
    if (Files.exists(out.resolve(NOTES))) {
      int number = 1;
      while (Files.exists(out.resolve("reading-" + number + ".json"))) {
        number++;
      }
      Files.move(out.resolve(NOTES), out.resolve("reading-" + number + ".json"));
    }
  }

  private ReservesOutcome read(
      Configuration configuration, ReservesRequest request, BlobFolder blobs)
      throws IOException, InterruptedException {
    ProgressLine progress = new ProgressLine(err());
    int all = request.reserves().reserves().size();
    IntConsumer show =
        quiet
            ? _ -> {}
            : done ->
                progress.show(
                    (double) done / all,
                    String.format(Locale.ROOT, "reading (%,d of %,d holdings)", done, all));
    try {
      return new ReservesReader(
              request, configuration.readers(), configuration.ownership(), blobs, show)
          .read();
    } finally {
      progress.done();
    }
  }

  private void tell(ReservesManifest manifest, List<String> notes, long bytes, double seconds) {
    Totals totals = Totals.of(manifest);
    if (json()) {
      print(
          new ObjectBuilder()
              .put("blobBytes", bytes)
              .put("chains", manifest.chains(), block -> block.toJson())
              .put("epoch", epoch.number())
              .put("holdings", manifest.holdings().size())
              .put("milliseconds", Math.round(1000 * seconds))
              .put("notes", notes, ReservesReadCommand::note)
              .put("outcome", "complete")
              .put("totals", totals.json(), row -> row)
              .build());
      return;
    }
    out()
        .printf(
            Locale.ROOT,
            "read %,d holdings on %d %s in %.1f s, with %,d bytes of evidence: %s%n",
            manifest.holdings().size(),
            manifest.chains().size(),
            manifest.chains().size() == 1 ? "chain" : "chains",
            seconds,
            bytes,
            out.resolve(MANIFEST));
    manifest
        .chains()
        .forEach(chain ->
            out()
                .println(
                    "  at block "
                        + chain.block().number()
                        + " of "
                        + chain.block().ref()
                        + ", "
                        + chain.time()));
    totals.lines().forEach(line -> out().println("  " + line));
    if (!notes.isEmpty()) {
      out().println("to look at, and kept in " + out.resolve(NOTES) + ":");
      notes.forEach(line -> out().println("  " + line));
    }
  }

  private static JsonObject note(String line) {
    return new ObjectBuilder().put("note", line).build();
  }

  private int refuse(Reason reason, String detail, List<String> notes) {
    String name = reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    if (!json()) {
      throw new Refused(name + ": " + detail, notes, remedy(reason));
    }
    print(
        new ObjectBuilder()
            .put("detail", detail)
            .put("epoch", epoch.number())
            .put("notes", notes, ReservesReadCommand::note)
            .put("outcome", "refused")
            .put("reason", name)
            .build());
    return Failures.FAILED;
  }

  private static String remedy(Reason reason) {
    return switch (reason) {
      case NO_NODES -> "add the chain and its nodes to the settings' chains";
      case UNKNOWN_ASSET -> "add the asset to the policy, or take it out of the reserves";
      case CUSTODIAN -> "ask the custodian for a statement of this epoch, account and asset";
      case NO_QUORUM ->
          "mend or replace the nodes that are named; the quorum is there for a reason";
      case SKEW ->
          "read at --as-of: a block is final some minutes after it; the policy has the skew";
      case UNREADABLE -> "some node has to serve this block's state; try again, or add such a node";
      case MOVED -> "the chain was reorganised: read again, or take a deeper finality";
    };
  }
}
