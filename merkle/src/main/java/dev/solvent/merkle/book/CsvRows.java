package dev.solvent.merkle.book;

import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Secret;
import dev.solvent.merkle.book.CsvOptions.Negatives;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of text and all that it takes to read the rows in it: reused from batch to batch, so that
 * no row and no field costs an object. Used by one thread at a time.
 */
final class CsvRows {
  private final byte[] bytes;
  private final boolean wide;
  private final boolean excludeNegatives;
  private final int columns;
  private final int accountColumn;
  private final int keyColumn;
  private final int assetColumn;
  private final int amountColumn;
  private final int[] balanceColumns; // of each asset, where the book is wide
  private final List<Asset> assets;
  private final int[] decimals; // of each asset
  private final TickerTable tickers;
  private final CsvFields fields;
  private final AmountReader amounts;
  private final CsvProblems problems;
  private final List<Problem> wrong = new ArrayList<>(); // with this row
  private final Row row;

  // Balances of this row that are left out: handed on only if all of the row is good.
  private final int[] excludedAssets;
  private final long[] excludedHighs;
  private final long[] excludedLows;
  private int excluded;

  /** Over a buffer that is this object's from now on. */
  CsvRows(byte[] bytes, CsvHeader header, TickerTable tickers) {
    CsvOptions options = header.options();
    this.bytes = bytes;
    this.tickers = tickers;
    wide = header.shape() == Book.Shape.WIDE;
    excludeNegatives = options.negatives() == Negatives.EXCLUDE;
    columns = header.columns();
    accountColumn = header.columnOf(CsvHeader.ACCOUNT);
    keyColumn = header.columnOf(CsvHeader.KEY);
    assetColumn = header.columnOf(CsvHeader.ASSET);
    amountColumn = header.columnOf(CsvHeader.AMOUNT);
    balanceColumns = header.balanceColumns();
    assets = options.assets();
    decimals = assets.stream().mapToInt(Asset::decimals).toArray();
    fields = new CsvFields(columns);
    amounts = new AmountReader(options.amounts());
    problems = new CsvProblems(header, bytes, fields);
    int positions = wide ? assets.size() : 1;
    row = new Row(positions);
    excludedAssets = new int[positions];
    excludedHighs = new long[positions];
    excludedLows = new long[positions];
  }

  /** The text, to be filled by whoever hands it out. */
  byte[] bytes() {
    return bytes;
  }

  /**
   * Reads the rows in {@code bytes[0..end)}, the first on line {@code line} and the last with a
   * line feed at its end.
   */
  void read(int end, long line, RowSink sink) {
    wrong.clear();
    row.line = line;
    int at = 0;
    while (at < end) {
      at = fields.cut(bytes, at, end);
      boolean wanted = isWhole() && readColumns();
      if (!wrong.isEmpty()) {
        wrong.forEach(sink::problem);
        wrong.clear();
      } else if (wanted) {
        handOn(sink);
      }
      row.line += 1 + fields.innerLines();
    }
  }

  /** Whether the row has its columns, and text in them. */
  private boolean isWhole() {
    if (fields.fault() != null || fields.count() != columns) {
      wrong.add(problems.notWhole(row.line));
    } else if (fields.maybeNotAscii()) {
      for (int column = 0; column < fields.count(); column++) {
        int bad = Utf8.firstBad(bytes, fields.start(column), fields.end(column));
        if (bad >= 0) {
          wrong.add(problems.notUtf8(row.line, column, bad));
        }
      }
    }
    return wrong.isEmpty();
  }

  /** Reads what was asked for into the row; false if the row is one to ignore. */
  private boolean readColumns() {
    row.positions = 0;
    excluded = 0;
    return wide ? readWide() : readLong();
  }

  private boolean readWide() {
    readIdentity();
    for (int asset = 0; asset < balanceColumns.length; asset++) {
      int column = balanceColumns[asset];
      if (fields.start(column) != fields.end(column)) {
        readAmount(column, asset);
      }
    }
    return true;
  }

  private boolean readLong() {
    int asset = tickers.find(bytes, fields.start(assetColumn), fields.end(assetColumn));
    if (asset == TickerTable.IGNORED) {
      return false;
    }
    readIdentity();
    if (asset == TickerTable.UNKNOWN) {
      wrong.add(problems.unknownAsset(row.line, assetColumn));
    } else {
      readAmount(amountColumn, asset);
    }
    return true;
  }

  private void readIdentity() {
    readAccount(accountColumn);
    if (keyColumn >= 0) {
      readKey(keyColumn);
    }
  }

  private void readAccount(int column) {
    int start = fields.start(column);
    int length = fields.end(column) - start;
    if (length == 0 || length > AccountId.MAX_BYTES || !copyPlain(start, length, row.account)) {
      String problem = AccountId.problem(bytes, start, length);
      if (problem != null) {
        wrong.add(problems.account(row.line, column, problem));
        return;
      }
      System.arraycopy(bytes, start, row.account, 0, length);
    }
    row.accountLength = length;
  }

  /** Copies text of which no rule for accounts could complain; false if it is not such text. */
  private boolean copyPlain(int start, int length, byte[] target) {
    for (int i = 0; i < length; i += Long.BYTES) {
      long word = Words.get(bytes, start + i);
      if (!Words.isPlain(word, Math.min(Long.BYTES, length - i))) {
        return false;
      }
      Words.put(target, i, word);
    }
    return true;
  }

  private void readKey(int column) {
    int start = fields.start(column);
    int length = fields.end(column) - start;
    if (length != 2 * Secret.BYTES) {
      wrong.add(problems.key(row.line, column, "of " + length + " bytes"));
      return;
    }
    for (int i = 0; i < length; i++) {
      int digit = hexDigit(bytes[start + i]);
      if (digit < 0) {
        wrong.add(problems.key(row.line, column, "with a wrong digit at " + i));
        return;
      }
      row.key[i / 2] = (byte) (row.key[i / 2] << 4 | digit);
    }
  }

  private static int hexDigit(byte digit) {
    return digit >= '0' && digit <= '9'
        ? digit - '0'
        : digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
  }

  private void readAmount(int column, int asset) {
    int start = fields.start(column);
    int end = fields.end(column);
    if (!amounts.read(bytes, start, end, decimals[asset])) {
      wrong.add(problems.amount(row.line, column, assets.get(asset)));
    } else if (!amounts.negative()) {
      addPosition(asset, amounts.high(), amounts.low());
    } else if (excludeNegatives) {
      addPosition(asset, 0, 0);
      excludedAssets[excluded] = asset;
      excludedHighs[excluded] = amounts.high();
      excludedLows[excluded] = amounts.low();
      excluded++;
    } else {
      wrong.add(problems.negative(row.line, column));
    }
  }

  /** A wide row stands for its account, so a zero in it says nothing more. */
  private void addPosition(int asset, long high, long low) {
    if (!wide || (high | low) != 0) {
      row.add(asset, high, low);
    }
  }

  private void handOn(RowSink sink) {
    for (int i = 0; i < excluded; i++) {
      sink.excluded(excludedAssets[i], excludedHighs[i], excludedLows[i]);
    }
    sink.row(row);
  }
}
