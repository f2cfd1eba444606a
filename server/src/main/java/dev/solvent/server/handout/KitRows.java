package dev.solvent.server.handout;

import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.AccountKey;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.book.Problem;
import dev.solvent.merkle.book.Row;
import dev.solvent.merkle.book.RowSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes the rows of a book as those of an audit kit: with the account's key, in units, and only
 * what has a leaf. Counts what the manifest excludes. Used by one thread.
 */
final class KitRows implements RowSink {
  private static final int MOST_PROBLEMS = 100;

  private final List<Asset> assets;
  private final boolean wide;
  private final EpochKeys keys;
  private final Writer out;
  private final String[] cells;
  private final long[] excludedCounts;
  private final BigInteger[] excludedTotals;
  private final List<Problem> problems = new ArrayList<>();
  private long rows;

  KitRows(List<Asset> assets, boolean wide, EpochKeys keys, Writer out) throws IOException {
    this.assets = assets;
    this.wide = wide;
    this.keys = keys;
    this.out = out;
    cells = new String[assets.size()];
    excludedCounts = new long[assets.size()];
    excludedTotals = new BigInteger[assets.size()];
    Arrays.fill(excludedTotals, BigInteger.ZERO);
    out.write("account,key");
    if (wide) {
      for (Asset asset : assets) {
        out.write("," + asset.ticker());
      }
    } else {
      out.write(",asset,amount");
    }
    out.write('\n');
  }

  @Override
  public void row(Row row) {
    rows++;
    boolean owed = false;
    for (int i = 0; i < row.positions; i++) {
      owed |= (row.high[i] | row.low[i]) != 0;
    }
    if (!owed) {
      return;
    }
    try {
      AccountId account =
          new AccountId(new String(row.account, 0, row.accountLength, StandardCharsets.UTF_8));
      AccountKey key = keys.account(account);
      out.write(Csv.field(account.text()));
      out.write(',');
      out.write(HexFormat.of().formatHex(key.exposeBytes()));
      if (wide) {
        writeWide(row);
      } else {
        out.write("," + assets.get(row.asset[0]).ticker() + ",");
        out.write(units(row.high[0], row.low[0]));
      }
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeWide(Row row) throws IOException {
    Arrays.fill(cells, "0");
    for (int i = 0; i < row.positions; i++) {
      cells[row.asset[i]] = units(row.high[i], row.low[i]);
    }
    for (String cell : cells) {
      out.write(',');
      out.write(cell);
    }
  }

  private static String units(long high, long low) {
    return high == 0 ? Long.toUnsignedString(low) : new Amount(high, low).toString();
  }

  @Override
  public void excluded(int asset, long high, long low) {
    excludedCounts[asset]++;
    excludedTotals[asset] = excludedTotals[asset].add(new Amount(high, low).toBigInteger());
  }

  @Override
  public void problem(Problem problem) {
    problems.add(problem);
  }

  List<Problem> problems() {
    return problems;
  }

  boolean isFull() {
    return problems.size() >= MOST_PROBLEMS;
  }

  long rows() {
    return rows;
  }

  long excludedCount(int asset) {
    return excludedCounts[asset];
  }

  BigInteger excludedTotal(int asset) {
    return excludedTotals[asset];
  }
}
