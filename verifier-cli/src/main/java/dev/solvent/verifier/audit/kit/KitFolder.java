package dev.solvent.verifier.audit.kit;

import dev.solvent.attest.liabilities.AuditKit;
import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.AssetTag;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.book.Book;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.CsvBook;
import dev.solvent.merkle.book.CsvOptions;
import dev.solvent.verifier.cli.Malformed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A kit as it lies in its folder: what {@code kit.json} says, and where the book is. */
public record KitFolder(AuditKit kit, Path book) {
  private static final String KIT = "kit.json";
  private static final List<String> BOOKS = List.of("book.csv", "book.csv.gz");

  public static KitFolder open(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new UserError(
          folder + ": " + (Files.exists(folder) ? "not a folder" : "no such folder"),
          "name the folder that kit.json and the book lie in");
    }
    List<Path> books = BOOKS.stream().map(folder::resolve).filter(Files::exists).toList();
    Path kit = folder.resolve(KIT);
    if (!Files.exists(kit) || books.size() != 1) {
      throw new UserError(
          folder + ": no audit kit, want kit.json and book.csv, or book.csv.gz, and not both",
          "solvent audit-kit makes one");
    }
    try (InputStream in = Files.newInputStream(kit)) {
      AuditKit read = AuditKit.parse(in.readNBytes(AuditKit.LIMITS.maxBytes() + 1));
      return new KitFolder(read, books.getFirst());
    } catch (MalformedException e) {
      throw new Malformed(kit.toString(), e, "ask for the kit again: it is one whole file");
    }
  }

  public List<Asset> assets() {
    return kit.trees().stream().map(AuditKit.Tree::asset).toList();
  }

  /** How the book is read for these of its assets. */
  CsvOptions options(List<Asset> wanted) {
    Set<String> others =
        assets().stream()
            .filter(asset -> !wanted.contains(asset))
            .map(asset -> asset.ticker().text())
            .collect(Collectors.toUnmodifiableSet());
    return CsvOptions.of(wanted)
        .withKeyColumn("key")
        .withAmounts(CsvOptions.Amounts.UNITS)
        .withIgnored(others);
  }

  /** Opens the book, to read the balances of these assets. */
  public Book open(List<Asset> wanted) throws IOException, BookException {
    return CsvBook.open(book, options(wanted));
  }

  /** The tag of each asset, by its index in {@link #assets}. */
  public AssetTag[] tags() {
    return Stream.of(assets().toArray(Asset[]::new))
        .map(asset -> AssetTag.of(kit.issuer(), kit.epoch(), asset))
        .toArray(AssetTag[]::new);
  }
}
