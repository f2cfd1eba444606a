package dev.solvent.merkle.tree;

import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.AccountKey;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.MasterSecret;
import dev.solvent.merkle.ReferenceTree;
import dev.solvent.merkle.ReferenceTree.Owed;
import dev.solvent.merkle.book.Book;
import dev.solvent.merkle.book.Row;
import dev.solvent.merkle.book.RowSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Books in memory and what is built from them. */
final class Books {
  static final Issuer ISSUER = new Issuer("exchange.example");
  static final Epoch EPOCH = new Epoch(7);
  static final MasterSecret MASTER = new MasterSecret(bytes(32));
  static final Asset BTC = asset("BTC:8");
  static final Asset ETH = asset("ETH:18");
  static final BuildSettings SETTINGS =
      BuildSettings.of(ISSUER, EPOCH, new KeySource.Derived(MASTER, Generations.NONE));

  /** One row: the line it stands on, whose it is, and its balances by asset. */
  record Line(long line, String account, Map<Integer, Amount> balances, @Nullable AccountKey key) {
    Line(long line, String account, Map<Integer, Amount> balances) {
      this(line, account, balances, null);
    }
  }

  private Books() {}

  static Asset asset(String text) {
    try {
      return Asset.parse(text);
    } catch (MalformedException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  /** A book of one asset in which account i owes what the random source says. */
  static List<Owed> random(int accounts, Random random) {
    return IntStream.range(0, accounts)
        .mapToObj(i -> new Owed(new AccountId("account-" + i), randomAmount(random)))
        .toList();
  }

  /** Any width up to 100 bits, so that sums of many stay below 2^128; never zero. */
  static Amount randomAmount(Random random) {
    int bits = 1 + random.nextInt(100);
    long high = bits > 64 ? random.nextLong() >>> (128 - bits) : 0;
    long low = bits > 64 ? random.nextLong() : random.nextLong() >>> (64 - bits);
    return new Amount(high, low | 1);
  }

  static List<Line> lines(List<Owed> owed) {
    List<Line> lines = new ArrayList<>();
    for (Owed row : owed) {
      lines.add(new Line(lines.size() + 2, row.account().text(), Map.of(0, row.balance())));
    }
    return lines;
  }

  static Book book(List<Asset> assets, Book.Shape shape, List<Line> lines) {
    return new MemoryBook(assets, shape, lines, 7);
  }

  static Book wide(List<Owed> owed) {
    return book(List.of(BTC), Book.Shape.WIDE, lines(owed));
  }

  static ReferenceTree reference(int minHeight, List<Owed> owed) {
    return ReferenceTree.of(MASTER, ISSUER, EPOCH, BTC, minHeight, owed);
  }

  /** Builds into a new folder. */
  static TreeBuilder.Result build(Book book, BuildSettings settings, Path folder) throws Exception {
    try (AtomicFolder atomic = AtomicFolder.begin(folder)) {
      TreeBuilder.Result result = TreeBuilder.build(book, settings, atomic.path(), Progress.NONE);
      atomic.commit();
      return result;
    }
  }

  /** Hands out rows in batches of a few, so that threads share even small books. */
  private static final class MemoryBook implements Book {
    private final List<Asset> assets;
    private final Shape shape;
    private final List<Line> lines;
    private final int batch;
    private int next;

    MemoryBook(List<Asset> assets, Shape shape, List<Line> lines, int batch) {
      this.assets = assets;
      this.shape = shape;
      this.lines = lines;
      this.batch = batch;
    }

    @Override
    public List<Asset> assets() {
      return assets;
    }

    @Override
    public Shape shape() {
      return shape;
    }

    @Override
    public synchronized @Nullable Batch next() {
      if (next == lines.size()) {
        return null;
      }
      List<Line> some = lines.subList(next, Math.min(next + batch, lines.size()));
      next += some.size();
      return sink -> some.forEach(line -> hand(line, sink));
    }

    private void hand(Line line, RowSink sink) {
      Row row = new Row(assets.size());
      row.line = line.line();
      byte[] id = new AccountId(line.account()).utf8();
      System.arraycopy(id, 0, row.account, 0, id.length);
      row.accountLength = id.length;
      if (line.key() != null) {
        System.arraycopy(line.key().exposeBytes(), 0, row.key, 0, 32);
      }
      line.balances().forEach((asset, amount) -> row.add(asset, amount.high(), amount.low()));
      sink.row(row);
    }

    @Override
    public synchronized long bytesRead() {
      return next;
    }

    @Override
    public long bytesTotal() {
      return lines.size();
    }

    @Override
    public void close() throws IOException {}
  }

  /** The lines of a long book with the same balances as the wide one. */
  static List<Line> inLongShape(List<Line> wide) {
    List<Line> lines = new ArrayList<>();
    for (Line line : wide) {
      line.balances()
          .forEach((asset, amount) ->
              lines.add(
                  new Line(
                      lines.size() + 2,
                      line.account(),
                      new HashMap<>(Map.of(asset, amount)),
                      line.key())));
    }
    return lines;
  }
}
