package dev.solvent.verifier.audit;

import dev.solvent.attest.program.ProgressLine;
import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.tree.BuildSettings;
import dev.solvent.verifier.audit.kit.Effort;
import dev.solvent.verifier.audit.kit.KitFolder;
import dev.solvent.verifier.audit.proofs.SampleCheck;
import dev.solvent.verifier.cli.VerifierCommand;
import dev.solvent.verifier.reader.Examination;
import dev.solvent.verifier.reader.ReaderOptions;
import dev.solvent.verifier.source.Located;
import dev.solvent.verifier.source.WebSite;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code solvent-verify audit}. */
@Command(
    name = "audit",
    description = {
      "Rebuilds every tree of an attestation from the audit kit, and compares roots and totals.",
      "Where one differs, it looks for the one account that explains it."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "The kit shows every customer and balance. So do the trees, which lie in the work folder",
      "until the end; what a killed audit leaves there, the next one in that folder removes.",
      "",
      "Exit codes: 0 VERIFIED, 1 FAILED, 2 MALFORMED or wrong usage, 3 STALE, 4 SHORT.",
      "",
      "Examples:",
      "  solvent-verify audit kit --attestation https://exchange.example",
      "  solvent-verify audit kit --attestation 7.bundle.json --work /mnt/large",
      "  solvent-verify audit kit --attestation public/ --book ledger.csv --amounts units",
      "  solvent-verify audit kit --attestation https://exchange.example --sample 2000 --seed abc"
    })
@SuppressWarnings("NullAway.Init") // picocli sets them
public final class AuditCommand extends VerifierCommand {
  private static final int MOST_SAMPLE = 100_000;
  private static final int SEED_BYTES = 16;

  @Parameters(paramLabel = "KIT", description = "The folder with kit.json and the book.")
  private Path kit;

  @Option(
      names = "--attestation",
      required = true,
      paramLabel = "FILE|URL",
      description =
          "What the kit is of: a bundle, or a publication (a web address or a folder), of which"
              + " the kit's epoch is taken.")
  private String attestation;

  @ArgGroup(exclusive = false)
  private @Nullable OtherBook other;

  @Option(
      names = "--proofs",
      paramLabel = "FOLDER",
      description =
          "Check account proofs and receipts that customers handed in, a file each. With"
              + " --sample: where the sample's proofs are found.")
  private @Nullable Path proofs;

  @Option(
      names = "--sample",
      paramLabel = "N",
      description = "Rebuild nothing; check the proofs of N accounts that the seed chooses.")
  private @Nullable Integer sample;

  @Option(
      names = "--seed",
      paramLabel = "TEXT",
      description = "The sample's seed (default: a random one, which is printed).")
  private @Nullable String seed;

  @Option(
      names = "--max-differences",
      defaultValue = "100",
      paramLabel = "N",
      description = "How many wrong or differing rows are listed (default: ${DEFAULT-VALUE}).")
  private int maxDifferences;

  @Option(
      names = "--work",
      defaultValue = "${sys:java.io.tmpdir}",
      paramLabel = "FOLDER",
      description =
          "Where the trees lie meanwhile, some 125 bytes a balance (default: the system's).")
  private Path work;

  @Option(
      names = "--memory",
      defaultValue = "256m",
      paramLabel = "SIZE",
      converter = MemorySize.class,
      description = "What buffers may take, whatever the book's size (default: 256m).")
  private long memory = BuildSettings.DEFAULT_MEMORY;

  @Option(
      names = "--threads",
      defaultValue = "0",
      paramLabel = "N",
      description = "How many work at once (default: as many as there are processors).")
  private int threads;

  @Mixin private ReaderOptions options;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Effort effort = effort();
    requireFitting();
    KitFolder folder = KitFolder.open(kit);
    Located located = located(folder);
    Examination examination = Examination.of(options, located);
    ProgressLine progress = new ProgressLine(quiet() ? nowhere() : err());
    Audit audit;
    try {
      AuditRun run = new AuditRun(examination, folder, effort, progress);
      audit = sample == null ? rebuild(run) : sample(run, located, folder, effort, progress);
    } finally {
      progress.done();
    }
    print(audit, folder);
    return audit.verdict().exitCode();
  }

  private Effort effort() {
    int count = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    try {
      return new Effort(
          Math.min(count, threads == 0 ? Effort.MOST_THREADS : count), memory, maxDifferences);
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), "see " + calledAs() + " --help");
    }
  }

  private void requireFitting() {
    if (sample != null && (sample < 1 || sample > MOST_SAMPLE)) {
      throw new UserError("--sample " + sample + ", want 1 to " + MOST_SAMPLE, "");
    }
    if (sample != null && other != null) {
      throw new UserError("--book with --sample, want one of them", "a sample rebuilds nothing");
    }
    if (sample == null && seed != null) {
      throw new UserError("--seed without --sample, want both or neither", "");
    }
  }

  private Located located(KitFolder folder) throws IOException {
    boolean bundle =
        attestation.endsWith(".bundle.json")
            || (!attestation.contains("://") && Files.isRegularFile(Path.of(attestation)));
    return Located.find(attestation, bundle ? Optional.empty() : Optional.of(folder.kit().epoch()));
  }

  private Audit rebuild(AuditRun run) throws IOException, InterruptedException {
    try (WorkFolder folder = WorkFolder.in(work)) {
      return run.rebuild(
          new AuditRun.Beside(
              Optional.ofNullable(other), Optional.ofNullable(proofs), maxDifferences),
          folder.path());
    }
  }

  private Audit sample(
      AuditRun run, Located located, KitFolder folder, Effort effort, ProgressLine progress)
      throws IOException, InterruptedException {
    int size = sample == null ? 0 : sample;
    String chosen = seed == null ? randomSeed() : seed;
    if (proofs == null && !(located.site().orElse(null) instanceof WebSite)) {
      throw new UserError(
          "no proofs to check a sample with, want a web site that gives them, or --proofs",
          "name the site in --attestation, or ask the exchange for the proofs of the sample");
    }
    return run.sample(attested -> {
      SampleCheck check = new SampleCheck(attested, folder, effort, progress);
      if (proofs != null) {
        return check.foundIn(proofs, size, chosen);
      }
      return switch (located.site().orElse(null)) {
        case WebSite site -> check.askedOf(site, size, chosen);
        case null, default -> throw new IllegalStateException("no site");
      };
    });
  }

  private static String randomSeed() {
    byte[] bytes = new byte[SEED_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static PrintWriter nowhere() {
    return new PrintWriter(Writer.nullWriter());
  }

  private void print(Audit audit, KitFolder folder) {
    AuditPage page = new AuditPage(out(), style());
    if (json()) {
      print(AuditJson.of(audit, folder));
    } else if (quiet()) {
      page.verdict(audit);
    } else {
      page.all(audit, verbose());
    }
  }
}
