package dev.solvent.server.tree;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.program.PeakMemory;
import dev.solvent.attest.program.ProgressLine;
import dev.solvent.attest.program.SecretFiles;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MasterSecret;
import dev.solvent.merkle.book.Book;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.CsvOptions;
import dev.solvent.merkle.tree.BuildSettings;
import dev.solvent.merkle.tree.Generations;
import dev.solvent.merkle.tree.KeySource;
import dev.solvent.merkle.tree.Progress;
import dev.solvent.merkle.tree.TreeHeader;
import dev.solvent.server.cli.Converters;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.jdbc.BalanceSource;
import dev.solvent.server.jdbc.BookForm;
import dev.solvent.server.jdbc.BookOrigin;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code solvent tree build}. */
@Command(
    name = "build",
    description = "Builds one tree an asset, and the manifest that states them, from a book.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  openssl rand -hex 32 > key.hex && chmod 600 key.hex",
      "  solvent tree build --book book.csv --asset BTC:8 --asset ETH:18 \\",
      "      --issuer exchange.example --epoch 7 --as-of 2026-09-02T00:00:00Z \\",
      "      --master-key key.hex --out trees",
      "  zcat book.csv.gz | solvent tree build --book - …",
      "  solvent tree build --jdbc jdbc:postgresql://127.0.0.1/exchange --jdbc-user reader \\",
      "      --jdbc-password-file password --query-file balances.sql …",
      "  solvent tree build --parquet balances.parquet …"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
final class TreeBuildCommand implements Callable<Integer> {
  @ArgGroup(multiplicity = "1")
  private BookOrigin book;

  @Option(
      names = "--asset",
      required = true,
      paramLabel = "NAME:DECIMALS",
      converter = Converters.OfAsset.class,
      description = "A column of balances (or an asset of a long book). Repeat for each.")
  private List<Asset> assets;

  @Mixin private BookForm form;

  @Option(
      names = "--negatives",
      defaultValue = "refuse",
      description =
          "refuse: a balance below zero stops the build (default); exclude: it is left out,"
              + " counted, summed and disclosed in the manifest.")
  private CsvOptions.Negatives negatives;

  @Option(
      names = "--issuer",
      required = true,
      paramLabel = "DOMAIN",
      converter = Converters.OfIssuer.class,
      description = "Who owes, such as exchange.example.")
  private Issuer issuer;

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
      description = "The moment of the balances, such as 2026-09-02T00:00:00Z.")
  private Timestamp asOf;

  @ArgGroup(multiplicity = "1")
  private Keys keys;

  static final class Keys {
    @ArgGroup(exclusive = false, multiplicity = "1")
    private @Nullable Derived derived;

    @ArgGroup(exclusive = false, multiplicity = "1")
    private @Nullable Given given;
  }

  static final class Derived {
    @Option(
        names = "--master-key",
        required = true,
        paramLabel = "FILE",
        description = "The exchange's master secret: a file of 64 hex digits.")
    private Path masterKey;

    @Option(
        names = "--generations",
        paramLabel = "FILE",
        description = "Accounts whose links were revoked: CSV with account,GENERATION.")
    private @Nullable Path generations;
  }

  static final class Given {
    @Option(
        names = "--key-column",
        required = true,
        paramLabel = "NAME",
        description = "Auditors: the column of each account's key, instead of --master-key.")
    private String keyColumn;

    @Option(
        names = "--blank-keys",
        required = true,
        paramLabel = "FILE",
        description = "Auditors: a file with a line ASSET=KEY for each asset.")
    private Path blankKeys;
  }

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder to make. It is absent or whole, whatever happens.")
  private Path out;

  @Option(
      names = "--min-height",
      defaultValue = "0",
      paramLabel = "N",
      description = "No tree is lower, to blur the number of customers (default: 0).")
  private int minHeight;

  @Option(
      names = "--threads",
      defaultValue = "0",
      paramLabel = "N",
      description = "How many work at once (default: as many as there are processors).")
  private int threads;

  @Option(
      names = "--memory",
      defaultValue = "256m",
      paramLabel = "SIZE",
      converter = Converters.OfMemory.class,
      description = "What buffers may take, whatever the book's size (default: 256m).")
  private long memory;

  @Option(
      names = "--max-problems",
      defaultValue = "100",
      paramLabel = "N",
      description = "After how many wrong rows to stop looking (default: 100).")
  private int maxProblems;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Option(names = "--quiet", description = "Show no progress.")
  private boolean quiet;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    long start = System.nanoTime();
    LiabilityFolder.Built built = build(err);
    double seconds = (System.nanoTime() - start) / 1e9;
    PrintWriter print = spec.commandLine().getOut();
    if (json) {
      print.println(asJson(built, seconds));
    } else {
      printForPeople(print, built, seconds);
    }
    return Failures.OK;
  }

  private LiabilityFolder.Built build(PrintWriter err) throws IOException, InterruptedException {
    ProgressLine progress = new ProgressLine(err);
    BalanceSource source = book.source();
    try (Book rows = source.open(options())) {
      BuildSettings settings = settings(err);
      return LiabilityFolder.build(rows, settings, asOf, out, quiet ? Progress.NONE : progress);
    } catch (BookException e) {
      throw BookErrors.inWords(source, e);
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), "see solvent tree build --help");
    } finally {
      progress.done();
    }
  }

  private CsvOptions options() {
    CsvOptions options = form.options(assets, negatives);
    return keys.given == null ? options : options.withKeyColumn(keys.given.keyColumn);
  }

  private BuildSettings settings(PrintWriter err) throws IOException {
    BuildSettings settings =
        BuildSettings.of(issuer, epoch, keySource(err))
            .withMinHeight(minHeight)
            .withMemoryBytes(memory)
            .withMaxProblems(maxProblems);
    return threads == 0 ? settings : settings.withThreads(threads);
  }

  private KeySource keySource(PrintWriter err) throws IOException {
    if (keys.derived != null) {
      Path revoked = keys.derived.generations;
      return new KeySource.Derived(
          SecretFiles.read(keys.derived.masterKey, MasterSecret::parse, err),
          revoked == null ? Generations.NONE : GenerationsFile.read(revoked));
    }
    if (keys.given == null) {
      throw new IllegalStateException("neither kind of keys");
    }
    return new KeySource.Given(BlankKeysFile.read(keys.given.blankKeys, err));
  }

  private void printForPeople(PrintWriter print, LiabilityFolder.Built built, double seconds) {
    print.printf(Locale.ROOT, "built %s: %,d rows in %.1f s%n", out, built.rows(), seconds);
    for (TreeHeader tree : built.trees()) {
      print.printf(
          Locale.ROOT,
          "  %-8s %,d accounts, total %s, height %d, root %s%n",
          tree.asset().ticker(),
          tree.accounts(),
          tree.commitment().total().toDecimal(tree.asset().decimals()),
          tree.commitment().height(),
          tree.commitment().root());
    }
    LiabilitiesManifest manifest = built.manifest();
    manifest
        .excluded()
        .forEach(excluded ->
            print.printf(
                Locale.ROOT,
                "  %-8s %,d balances below zero left out and disclosed%n",
                excluded.asset(),
                excluded.count()));
  }

  private static String asJson(LiabilityFolder.Built built, double seconds) {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("milliseconds", Math.round(1000 * seconds))
            .put("peakMemoryBytes", PeakMemory.bytes())
            .put("rows", built.rows())
            .put("trees", built.trees(), TreeInfoCommand::toJson);
    return new String(
        CanonicalJson.print(json.build(), LiabilitiesManifest.LIMITS), StandardCharsets.UTF_8);
  }
}
