package dev.solvent.merkle.tree;

import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.AssetTag;
import dev.solvent.merkle.BlankKey;
import dev.solvent.merkle.Commitment;
import dev.solvent.merkle.SumTree;
import dev.solvent.merkle.Ticker;
import dev.solvent.merkle.book.Book;
import dev.solvent.merkle.book.BookException;
import dev.solvent.merkle.book.Problem;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Builds one tree an asset from a book that is read once, in bounded memory on any number of
 * threads. The trees depend on the book's balances alone: not on the order of its rows, its shape,
 * the memory or the threads.
 *
 * <p>First every row's leaves go to the spill of their asset; rows that are wrong are all reported
 * and end the build there. Then each spill is read in the order of the locators, with blanks among
 * them, and hashed.
 */
public final class TreeBuilder {
  /**
   * What was built.
   *
   * @param trees one an asset, in the book's order
   * @param exclusions what the operator's policy left out, of assets where that is anything
   */
  public record Result(List<TreeHeader> trees, List<Excluded> exclusions, long rows) {}

  /** Balances below zero that were left out: how many, and what they come to. */
  public record Excluded(Ticker asset, long count, Amount total) {}

  private final Book book;
  private final BuildSettings settings;
  private final Path folder;
  private final ProgressMeter meter;
  private final Problems problems;
  private final MemoryPlan plan;
  private final List<AssetTag> tags;

  private TreeBuilder(Book book, BuildSettings settings, Path folder, Progress progress) {
    this.book = book;
    this.settings = settings;
    this.folder = folder;
    meter = new ProgressMeter(progress, book);
    problems = new Problems(settings.maxProblems());
    plan =
        MemoryPlan.of(
            settings.memoryBytes(), settings.threads(), book.assets().size(), book.bytesTotal());
    tags =
        book.assets().stream()
            .map(asset -> AssetTag.of(settings.issuer(), settings.epoch(), asset))
            .toList();
  }

  /**
   * Builds every tree of the book into a sub-folder of {@code folder} named by its asset. The
   * folder is best an {@link AtomicFolder}: what is left after a failure is of no use.
   *
   * @throws BookException where rows are wrong; nothing was built then
   */
  public static Result build(Book book, BuildSettings settings, Path folder, Progress progress)
      throws IOException, BookException, InterruptedException {
    return new TreeBuilder(book, settings, folder, progress).build();
  }

  private Result build() throws IOException, BookException, InterruptedException {
    int assets = book.assets().size();
    List<Spill> leaves = new ArrayList<>();
    try (DiskSync disk = new DiskSync()) {
      List<Intake> intakes;
      try (Spill sightings = spill("sightings", Sightings::length)) {
        for (int asset = 0; asset < assets; asset++) {
          leaves.add(spill("leaves-" + asset, SpilledLeaf::length));
        }
        intakes = read(sightings, leaves);
      }
      problems.throwIfAny();
      long[] leafCounts = new long[assets];
      List<TreeHeader> trees = new ArrayList<>();
      List<Totals> totals = new ArrayList<>();
      for (int asset = 0; asset < assets; asset++) {
        totals.add(totals(asset, intakes));
        leafCounts[asset] =
            1L << SumTree.height(totals.get(asset).accounts(), settings.minHeight());
      }
      problems.throwIfAny();
      meter.startHashing(Arrays.stream(leafCounts).sum());
      for (int asset = 0; asset < assets; asset++) {
        trees.add(buildTree(asset, totals.get(asset), intakes, leaves.get(asset), disk));
        disk.close(leaves.get(asset));
      }
      meter.enter(Progress.Stage.CLOSING);
      disk.await();
      return new Result(List.copyOf(trees), exclusions(totals), meter.rows());
    } finally {
      for (Spill spill : leaves) {
        spill.close();
      }
    }
  }

  private Spill spill(String name, Spill.Shape shape) throws IOException {
    return new Spill(folder.resolve("." + name), shape, 0, plan.bits(), plan.blockBytes());
  }

  private List<Intake> read(Spill sightingSpill, List<Spill> leaves)
      throws IOException, InterruptedException {
    Sightings sightings = new Sightings();
    List<Intake> intakes = new ArrayList<>();
    for (int thread = 0; thread < settings.threads(); thread++) {
      intakes.add(new Intake(book, settings, tags, sightings, problems, sightingSpill, leaves));
    }
    Workers.run(intakes.stream().map(intake -> (Workers.Task) () -> take(intake)).toList());
    meter.enter(Progress.Stage.COMPARING);
    AtomicInteger next = new AtomicInteger();
    long share = settings.memoryBytes() / 4 / settings.threads();
    List<TwiceFinder> finders = new ArrayList<>();
    for (int thread = 0; thread < settings.threads(); thread++) {
      finders.add(new TwiceFinder(sightingSpill, next, problems, folder, share));
    }
    Workers.run(finders);
    return intakes;
  }

  private void take(Intake intake) throws IOException {
    for (Book.Batch batch = book.next(); batch != null; batch = book.next()) {
      batch.read(intake);
      meter.rowsRead(intake.takeRows());
      if (problems.full()) {
        return;
      }
    }
  }

  /** What was read of one asset. */
  private record Totals(
      Ticker ticker,
      long accounts,
      Amount total,
      Amount most,
      long excluded,
      Amount excludedTotal) {}

  private Totals totals(int asset, List<Intake> intakes) {
    Ticker ticker = book.assets().get(asset).ticker();
    long accounts = 0;
    long excluded = 0;
    Amount most = Amount.ZERO;
    for (Intake intake : intakes) {
      Intake.Seen seen = intake.seen(asset);
      accounts += seen.balances.count();
      excluded += seen.excluded.count();
      most = seen.most().compareTo(most) > 0 ? seen.most() : most;
    }
    return new Totals(
        ticker,
        accounts,
        total(ticker, intakes, intake -> intake.seen(asset).balances),
        most,
        excluded,
        total(ticker, intakes, intake -> intake.seen(asset).excluded));
  }

  private Amount total(Ticker ticker, List<Intake> intakes, Function<Intake, InputSum> sum) {
    BigInteger total =
        intakes.stream().map(sum).map(InputSum::total).reduce(BigInteger.ZERO, BigInteger::add);
    if (total.bitLength() > 128) {
      problems.add(
          new Problem(
              0,
              "",
              "the balances of " + ticker + " come to " + total + ", want below 2^128",
              "check the decimals of " + ticker + " and the form of its amounts"));
      return Amount.ZERO;
    }
    return new Amount(total.shiftRight(64).longValue(), total.longValue());
  }

  private static List<Excluded> exclusions(List<Totals> totals) {
    return totals.stream()
        .filter(of -> of.excluded() > 0)
        .map(of -> new Excluded(of.ticker(), of.excluded(), of.excludedTotal()))
        .toList();
  }

  private TreeHeader buildTree(
      int asset, Totals totals, List<Intake> intakes, Spill spill, DiskSync disk)
      throws IOException, InterruptedException {
    Asset of = book.assets().get(asset);
    int height = SumTree.height(totals.accounts(), settings.minHeight());
    addBlanks(blankKey(asset), (1L << height) - totals.accounts(), asset, intakes);

    TreeWriter writer =
        new TreeWriter(
            folder.resolve(of.ticker().text()),
            height,
            totals.most().byteLength(),
            totals.total().byteLength());
    disk.adopt(writer);
    Seams seams = new Seams(height, writer);
    List<RangeTask.Range> ranges = RangeTask.ranges(spill, plan.rangeRecords());
    AtomicInteger next = new AtomicInteger();
    List<RangeTask> tasks = new ArrayList<>();
    long longest = ranges.stream().mapToLong(RangeTask.Range::count).max().orElse(0);
    int most = (int) Math.min(longest, plan.sortRecords());
    for (int thread = 0; thread < Math.min(settings.threads(), ranges.size()); thread++) {
      tasks.add(new RangeTask(spill, ranges, next, most, folder, writer, seams, meter));
    }
    Workers.run(tasks);

    if (!seams.root().sum().equals(totals.total())) {
      throw new IOException(
          "tree of "
              + of.ticker()
              + " comes to "
              + seams.root().sum()
              + ", want "
              + totals.total()
              + ", the sum of the input: temporary files were damaged");
    }
    TreeHeader header =
        new TreeHeader(
            settings.issuer(),
            settings.epoch(),
            of,
            new Commitment(seams.root().hash(), totals.total(), height),
            totals.accounts(),
            writer.balanceBytes(),
            writer.sumBytes());
    writer.header(header);
    return header;
  }

  private BlankKey blankKey(int asset) {
    Ticker ticker = book.assets().get(asset).ticker();
    return switch (settings.keys()) {
      case KeySource.Derived derived -> derived.master().blankKey(tags.get(asset));
      case KeySource.Given given -> {
        BlankKey key = given.blankKeys().get(ticker);
        if (key == null) {
          throw new IllegalArgumentException("no blank key of " + ticker + ", want one an asset");
        }
        yield key;
      }
    };
  }

  private void addBlanks(BlankKey key, long blanks, int asset, List<Intake> intakes)
      throws IOException, InterruptedException {
    long share = Math.ceilDiv(blanks, intakes.size());
    List<Workers.Task> tasks = new ArrayList<>();
    for (int thread = 0; thread < intakes.size() && thread * share < blanks; thread++) {
      long from = thread * share;
      Spill.Writer writer = intakes.get(thread).leafWriter(asset);
      tasks.add(() -> Blanks.write(key, from, Math.min(from + share, blanks), writer));
    }
    if (!tasks.isEmpty()) {
      Workers.run(tasks);
    }
  }
}
