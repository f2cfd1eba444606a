package dev.solvent.verifier.audit;

import dev.solvent.attest.program.BookProblems;
import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Ticker;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.CsvBook;
import dev.solvent.merkle.book.CsvOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Another export of the ledger, and how its columns are read: for {@code @ArgGroup}. */
@SuppressWarnings("NullAway.Init") // picocli sets what has a default
final class OtherBook {
  @Option(
      names = "--book",
      required = true,
      paramLabel = "FILE",
      description =
          "Compare the kit row by row with another export of the ledger: CSV, plain or gzip.")
  private Path file;

  @Option(
      names = "--asset",
      paramLabel = "NAME",
      description = "Compare this asset (default: every asset of the kit). Repeat for each.")
  private List<String> tickers = List.of();

  @Option(
      names = "--ignore",
      paramLabel = "NAME",
      description = "A column (or an asset of a long book) that is not read. Repeat for each.")
  private Set<String> ignored = Set.of();

  @Option(
      names = "--amounts",
      defaultValue = "decimal",
      description = "decimal: whole coins, such as 0.42 (default); units: the smallest unit.")
  private CsvOptions.Amounts amounts;

  @Option(
      names = "--account-column",
      defaultValue = "account",
      paramLabel = "NAME",
      description = "Its column of account ids (default: ${DEFAULT-VALUE}).")
  private String accountColumn;

  String name() {
    return String.valueOf(file.getFileName());
  }

  /** The kit's assets that are compared. */
  List<Asset> assets(List<Asset> ofKit) {
    for (String ticker : tickers) {
      if (ofKit.stream().noneMatch(asset -> asset.ticker().text().equals(ticker))) {
        throw new UserError("--asset " + ticker + ", want one of the kit's: " + names(ofKit), "");
      }
    }
    return tickers.isEmpty()
        ? ofKit
        : ofKit.stream().filter(asset -> tickers.contains(asset.ticker().text())).toList();
  }

  private static List<String> names(List<Asset> assets) {
    return assets.stream().map(Asset::ticker).map(Ticker::text).toList();
  }

  /** Opens it; balances below zero have no leaf, and are left out here too. */
  CsvBook open(List<Asset> assets) throws IOException, BookException {
    try {
      return CsvBook.open(
          file,
          new CsvOptions(
              assets, ignored, accountColumn, null, amounts, CsvOptions.Negatives.EXCLUDE));
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), "--help shows the options of a book");
    }
  }

  /** The auditor's own file: what is wrong with it is theirs to mend. */
  UserError inWords(BookException e) {
    BookProblems problems = BookProblems.of(name(), e);
    return new UserError(
        problems.summary() + ", nothing was compared", problems.lines(), problems.remedy());
  }
}
