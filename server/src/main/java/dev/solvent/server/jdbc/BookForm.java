package dev.solvent.server.jdbc;

import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.book.CsvOptions;
import dev.solvent.merkle.book.CsvOptions.Negatives;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** How the columns of a book are to be read, wherever it comes from: for {@code @Mixin}. */
@SuppressWarnings("NullAway.Init") // picocli sets what has a default
public final class BookForm {
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
      description = "The column of account ids (default: ${DEFAULT-VALUE}).")
  private String accountColumn;

  public CsvOptions options(List<Asset> assets, Negatives negatives) {
    try {
      return new CsvOptions(assets, ignored, accountColumn, null, amounts, negatives);
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), "--help shows the options of a book");
    }
  }
}
