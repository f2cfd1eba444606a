package dev.solvent.server.handout;

import dev.solvent.attest.liabilities.AuditKit;
import dev.solvent.attest.liabilities.CommittedAsset;
import dev.solvent.attest.liabilities.Exclusion;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.program.Refused;
import dev.solvent.attest.program.TemporaryFolder;
import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.AssetTag;
import dev.solvent.merkle.BlankKey;
import dev.solvent.merkle.Commitment;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Ticker;
import dev.solvent.merkle.book.Book;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.CsvBook;
import dev.solvent.merkle.book.CsvOptions;
import dev.solvent.merkle.tree.AtomicFolder;
import dev.solvent.merkle.tree.BuildSettings;
import dev.solvent.merkle.tree.KeySource;
import dev.solvent.merkle.tree.Progress;
import dev.solvent.merkle.tree.TreeBuilder;
import dev.solvent.merkle.tree.TreeHeader;
import dev.solvent.server.jdbc.BalanceSource;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/**
 * Makes the audit kit of an epoch, {@code docs/spec/audit-kit.md}: a folder that is absent or
 * whole. It gets its name only once the trees were rebuilt from it alone and are those of the
 * manifest.
 */
public final class AuditKitFolder {
  public static final String BOOK = "book.csv.gz";
  public static final String KIT = "kit.json";
  private static final int BUFFER = 1 << 16;

  private final Handouts handouts;
  private final LiabilitiesManifest manifest;
  private final List<Asset> assets;

  private AuditKitFolder(Handouts handouts) {
    this.handouts = handouts;
    manifest = handouts.manifest();
    assets = manifest.assets().stream().map(CommittedAsset::asset).toList();
  }

  /**
   * Writes the kit.
   *
   * @param options the manifest's assets in its order; balances below zero excluded
   * @param written hears how many rows were written, now and then
   * @param rebuilding hears of the trees that are rebuilt
   * @throws BookException where rows of the source are wrong
   * @throws Refused where the source is not what the trees were built from
   */
  public static AuditKit write(
      Handouts handouts,
      BalanceSource source,
      CsvOptions options,
      Path target,
      LongConsumer written,
      Progress rebuilding)
      throws IOException, BookException, InterruptedException {
    AuditKitFolder kit = new AuditKitFolder(handouts);
    try (AtomicFolder folder = AtomicFolder.begin(target)) {
      Hash digest = kit.writeBook(source, options, folder.path().resolve(BOOK), written);
      AuditKit made = kit.kit(digest);
      Files.write(folder.path().resolve(KIT), made.toBytes());
      kit.rebuild(folder.path(), rebuilding);
      folder.commit();
      return made;
    }
  }

  private Hash writeBook(BalanceSource source, CsvOptions options, Path file, LongConsumer written)
      throws IOException, BookException {
    MessageDigest digest = sha256();
    try (Book book = source.open(options);
        OutputStream bytes = new DigestOutputStream(Files.newOutputStream(file), digest);
        Writer out =
            new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(bytes, BUFFER), StandardCharsets.UTF_8),
                BUFFER)) {
      boolean wide = book.shape() == Book.Shape.WIDE;
      KitRows rows = new KitRows(assets, wide, handouts.keys(), out);
      for (Book.Batch batch = book.next(); batch != null && !rows.isFull(); batch = book.next()) {
        batch.read(rows);
        written.accept(rows.rows());
      }
      if (!rows.problems().isEmpty()) {
        throw new BookException(rows.problems().stream().sorted().toList(), rows.isFull());
      }
      requireExclusions(rows);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return Hash.of(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  private AuditKit kit(Hash book) {
    List<AuditKit.Tree> trees =
        manifest.assets().stream()
            .map(asset ->
                new AuditKit.Tree(
                    asset.asset(), asset.commitment().height(), blankKey(asset.asset())))
            .toList();
    return new AuditKit(book, manifest.epoch(), manifest.issuer(), trees);
  }

  private BlankKey blankKey(Asset asset) {
    return handouts.master().blankKey(AssetTag.of(manifest.issuer(), manifest.epoch(), asset));
  }

  /** As an auditor does it: from the book with its keys, and the blank keys. */
  private void rebuild(Path folder, Progress progress) throws IOException, InterruptedException {
    Map<Ticker, BlankKey> blanks =
        assets.stream().collect(Collectors.toMap(Asset::ticker, this::blankKey));
    // All were built with one least height, so the lowest of them has the others' too.
    int height =
        manifest.assets().stream().mapToInt(asset -> asset.commitment().height()).min().orElse(0);
    BuildSettings settings =
        BuildSettings.of(manifest.issuer(), manifest.epoch(), new KeySource.Given(blanks))
            .withMinHeight(height);
    CsvOptions options =
        CsvOptions.of(assets).withKeyColumn("key").withAmounts(CsvOptions.Amounts.UNITS);
    Path trees = Files.createDirectory(folder.resolve("rebuilt"));
    try (Book book = CsvBook.open(folder.resolve(BOOK), options)) {
      compare(TreeBuilder.build(book, settings, trees, progress).trees());
    } catch (BookException e) {
      throw new UserError(
          "balances that make no book: " + e.getMessage(), "each account once, as in the snapshot");
    }
    TemporaryFolder.delete(trees);
  }

  private void compare(List<TreeHeader> trees) {
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < trees.size(); i++) {
      Commitment found = trees.get(i).commitment();
      Commitment want = manifest.assets().get(i).commitment();
      Asset asset = assets.get(i);
      if (!found.total().equals(want.total())) {
        differences.add(
            asset.ticker()
                + " comes to "
                + found.total().toDecimal(asset.decimals())
                + ", want "
                + want.total().toDecimal(asset.decimals()));
      } else if (!found.equals(want)) {
        differences.add(asset.ticker() + " has the same total with other accounts or keys");
      }
    }
    refuse(differences);
  }

  private void requireExclusions(KitRows rows) {
    Map<Ticker, Exclusion> disclosed = new TreeMap<>();
    manifest.excluded().stream()
        .filter(excluded -> excluded.kind() == Exclusion.Kind.NEGATIVE)
        .forEach(excluded -> disclosed.put(excluded.asset(), excluded));
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < assets.size(); i++) {
      Exclusion want = disclosed.get(assets.get(i).ticker());
      long count = want == null ? 0 : want.count();
      BigInteger total = want == null ? BigInteger.ZERO : want.total().toBigInteger();
      if (rows.excludedCount(i) != count || !rows.excludedTotal(i).equals(total)) {
        differences.add(
            assets.get(i).ticker()
                + " has "
                + rows.excludedCount(i)
                + " balances below zero, want the "
                + count
                + " that were disclosed");
      }
    }
    refuse(differences);
  }

  private void refuse(List<String> differences) {
    if (!differences.isEmpty()) {
      throw new Refused(
          "the balances are not those of epoch " + manifest.epoch() + ", no kit was made",
          differences,
          "give the book as it was at "
              + manifest.asOf()
              + ", with the master secret and the generations of that epoch");
    }
  }
}
