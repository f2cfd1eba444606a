package dev.solvent.server.book;

import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Ticker;
import dev.solvent.merkle.book.CsvOptions;
import dev.solvent.server.cli.Converters;
import dev.solvent.server.cli.Failures;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code solvent book}. */
@Command(
    name = "book",
    description = "Makes up a book of balances, to try and to measure with.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "One seed makes one book, byte for byte, on every machine.",
      "",
      "Examples:",
      "  solvent book --accounts 1000000 --asset BTC:8 --asset ETH:18 --out book.csv",
      "  solvent book --accounts 1000000 --assets 200 --sparse --out wide.csv",
      "  solvent book --accounts 1000000 --assets 200 --sparse --long --out long.csv"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
public final class BookCommand implements Callable<Integer> {
  @Option(
      names = "--accounts",
      required = true,
      paramLabel = "N",
      description = "How many accounts; in a wide book, how many rows.")
  private long accounts;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Columns columns;

  /** Which assets: named, or only counted. */
  private static final class Columns {
    @Option(
        names = "--asset",
        required = true,
        paramLabel = "NAME:DECIMALS",
        converter = Converters.OfAsset.class,
        description = "A column of balances. Repeat for each.")
    private List<Asset> named = List.of();

    @Option(
        names = "--assets",
        required = true,
        paramLabel = "N",
        description = "So many columns, T1:8, T2:8 and so on.")
    private int counted;

    List<Asset> assets() {
      if (!named.isEmpty()) {
        return named;
      }
      if (counted < 1 || counted > CsvOptions.MAX_ASSETS) {
        throw new UserError(counted + " assets", "want 1 to " + CsvOptions.MAX_ASSETS);
      }
      return IntStream.rangeClosed(1, counted)
          .mapToObj(i -> new Asset(new Ticker("T" + i), 8))
          .toList();
    }
  }

  @Option(
      names = "--empty",
      defaultValue = "0",
      paramLabel = "N",
      description = "How many of a thousand cells are empty (default: 0).")
  private int emptyPerMille;

  @Option(
      names = "--sparse",
      description =
          "Most accounts have few assets and few have all: the n-th is in one of n / (1 + ln n).")
  private boolean sparse;

  @Option(
      names = "--long",
      description = "A row for each balance, instead of a column for each asset.")
  private boolean inRows;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Another seed gives another book (default: 1).")
  private long seed;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file to make; - is standard output.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    if (accounts < 0 || emptyPerMille < 0 || emptyPerMille > 1000) {
      throw new UserError(
          accounts + " accounts, " + emptyPerMille + " of 1000 empty",
          "want 0 or more accounts, and 0 to 1000 of a thousand cells empty");
    }
    if (sparse && emptyPerMille != 0) {
      throw new UserError(
          "--sparse with --empty " + emptyPerMille, "want one: each says which balances there are");
    }
    BookGenerator generator =
        new BookGenerator(
            columns.assets(),
            seed,
            sparse ? new Spread.Sparse() : new Spread.Even(emptyPerMille),
            inRows ? BookGenerator.Form.LONG : BookGenerator.Form.WIDE);
    if (out.toString().equals("-")) {
      generator.write(accounts, System.out);
      return Failures.OK;
    }
    try (OutputStream file = Files.newOutputStream(out, StandardOpenOption.CREATE_NEW)) {
      generator.write(accounts, file);
    }
    return Failures.OK;
  }
}
