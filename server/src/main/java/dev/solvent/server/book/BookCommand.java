package dev.solvent.server.book;

import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.Asset;
import dev.solvent.server.cli.Converters;
import dev.solvent.server.cli.Failures;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
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
      "Example:",
      "  solvent book --accounts 1000000 --asset BTC:8 --asset ETH:18 --out book.csv"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
public final class BookCommand implements Callable<Integer> {
  @Option(names = "--accounts", required = true, paramLabel = "N", description = "How many rows.")
  private long accounts;

  @Option(
      names = "--asset",
      required = true,
      paramLabel = "NAME:DECIMALS",
      converter = Converters.OfAsset.class,
      description = "A column of balances. Repeat for each.")
  private List<Asset> assets;

  @Option(
      names = "--empty",
      defaultValue = "0",
      paramLabel = "N",
      description = "How many of a thousand cells are empty (default: 0).")
  private int emptyPerMille;

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
    BookGenerator generator = new BookGenerator(assets, seed, emptyPerMille);
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
