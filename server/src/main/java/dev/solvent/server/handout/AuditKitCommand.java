package dev.solvent.server.handout;

import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.liabilities.AuditKit;
import dev.solvent.attest.liabilities.CommittedAsset;
import dev.solvent.attest.program.ProgressLine;
import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.CsvOptions;
import dev.solvent.merkle.book.CsvOptions.Negatives;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.cli.ResultCommand;
import dev.solvent.server.config.BookSettings;
import dev.solvent.server.jdbc.BalanceSource;
import dev.solvent.server.jdbc.BookForm;
import dev.solvent.server.jdbc.BookOrigin;
import dev.solvent.server.tree.BookErrors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code solvent audit-kit}. */
@Command(
    name = "audit-kit",
    description = {
      "Makes an epoch's audit kit: every account with its key and balances, and the blank keys.",
      "From it every tree of that epoch can be rebuilt, which is done before it gets its name. It"
          + " shows every customer and balance: give it to the auditor only."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 made; 1 refused, as the balances are not those of the epoch; 2 wrong input or"
          + " usage.",
      "",
      "Examples:",
      "  solvent audit-kit --config solvent.yaml --epoch 7 --out kit",
      "  solvent audit-kit --tree trees --master-key key.hex --book book.csv --out kit"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
public final class AuditKitCommand extends ResultCommand {
  @Mixin private EpochOptions epoch;

  @ArgGroup private @Nullable BookOrigin book;

  @Mixin private BookForm form;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder to make. It is absent or whole, whatever happens.")
  private Path out;

  private BalanceSource source() throws IOException {
    if (book != null) {
      return book.source();
    }
    return epoch
        .book()
        .map(BookSettings::source)
        .orElseThrow(
            () -> new UserError("no balances, want --book, --parquet or --jdbc, or --config", ""));
  }

  /** What was excluded then is left out of the kit too. */
  private CsvOptions options(List<Asset> assets) throws IOException {
    Optional<BookSettings> settings = book == null ? epoch.book() : Optional.empty();
    return settings.isPresent()
        ? settings.get().options().withNegatives(Negatives.EXCLUDE)
        : form.options(assets, Negatives.EXCLUDE);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    BalanceSource source = source();
    ProgressLine progress = new ProgressLine(err());
    try (Handouts handouts = epoch.open(err())) {
      List<Asset> assets =
          handouts.manifest().assets().stream().map(CommittedAsset::asset).toList();
      long accounts =
          handouts.trees().stream().mapToLong(tree -> tree.header().accounts()).max().orElse(1);
      AuditKit kit =
          AuditKitFolder.write(
              handouts,
              source,
              options(assets),
              out,
              rows ->
                  progress.show(
                      Math.min(1, (double) rows / Math.max(1, accounts)), "writing the book"),
              progress);
      if (json()) {
        print(
            new ObjectBuilder()
                .put("book", kit.book().toString())
                .put("epoch", kit.epoch().number())
                .put("folder", out.toString())
                .build());
      } else {
        out()
            .printf(
                Locale.ROOT,
                "made %s: epoch %s, %d trees, rebuilt from it and equal%n",
                out,
                kit.epoch(),
                kit.trees().size());
      }
      return Failures.OK;
    } catch (BookException e) {
      throw BookErrors.inWords(source, e);
    } finally {
      progress.done();
    }
  }
}
