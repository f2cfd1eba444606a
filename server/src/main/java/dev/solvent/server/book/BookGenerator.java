package dev.solvent.server.book;

import dev.solvent.merkle.Asset;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Makes up a book: the same bytes for the same seed on every machine. Balances are skewed as real
 * ones are, most of them small and a few very large. Used by one thread.
 */
public final class BookGenerator {
  private static final int BUFFER = 1 << 16;

  /** No more than this is written between two looks at the buffer: a row of a long book. */
  private static final int MOST_BYTES = 128;

  private static final byte[] MAIL = "@mail.example".getBytes(StandardCharsets.US_ASCII);

  /** Whether a row holds one account, or one account's balance in one asset. */
  public enum Form {
    WIDE,
    LONG
  }

  private final byte[][] tickers;
  private final int[] decimals;
  private final long seed;
  private final Spread spread;
  private final Form form;
  private final byte[] buffer = new byte[BUFFER];
  private final byte[] digits = new byte[20];
  private int used;

  /**
   * A generator of wide books with these assets.
   *
   * @param emptyPerMille how many of a thousand cells are empty
   */
  public BookGenerator(List<Asset> assets, long seed, int emptyPerMille) {
    this(assets, seed, new Spread.Even(emptyPerMille), Form.WIDE);
  }

  BookGenerator(List<Asset> assets, long seed, Spread spread, Form form) {
    this.tickers =
        assets.stream()
            .map(asset -> asset.ticker().text().getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);
    this.decimals = assets.stream().mapToInt(Asset::decimals).toArray();
    this.seed = seed;
    this.spread = spread;
    this.form = form;
  }

  /** The id of account {@code i}. */
  public static String account(long i) {
    return String.format(Locale.ROOT, "c%08d@mail.example", i);
  }

  /** Writes the book of so many accounts, and flushes. */
  public void write(long accounts, OutputStream out) throws IOException {
    used = 0;
    switch (form) {
      case WIDE -> writeWide(accounts, out);
      case LONG -> writeLong(accounts, out);
    }
    out.write(buffer, 0, used);
    out.flush();
  }

  private void writeWide(long accounts, OutputStream out) throws IOException {
    put("account".getBytes(StandardCharsets.US_ASCII));
    for (byte[] ticker : tickers) {
      flushIfFull(out);
      buffer[used++] = ',';
      put(ticker);
    }
    buffer[used++] = '\n';
    for (long i = 0; i < accounts; i++) {
      flushIfFull(out);
      putAccount(i);
      long account = mix(seed + i);
      for (int asset = 0; asset < tickers.length; asset++) {
        flushIfFull(out);
        buffer[used++] = ',';
        long cell = mix(account + asset);
        if (spread.owes(account, cell, asset)) {
          putBalance(mix(cell), decimals[asset]);
        }
      }
      buffer[used++] = '\n';
    }
  }

  private void writeLong(long accounts, OutputStream out) throws IOException {
    put("account,asset,amount\n".getBytes(StandardCharsets.US_ASCII));
    for (long i = 0; i < accounts; i++) {
      long account = mix(seed + i);
      for (int asset = 0; asset < tickers.length; asset++) {
        long cell = mix(account + asset);
        if (spread.owes(account, cell, asset)) {
          flushIfFull(out);
          putAccount(i);
          buffer[used++] = ',';
          put(tickers[asset]);
          buffer[used++] = ',';
          putBalance(mix(cell), decimals[asset]);
          buffer[used++] = '\n';
        }
      }
    }
  }

  private void putAccount(long i) {
    buffer[used++] = 'c';
    putPadded(i, 8);
    put(MAIL);
  }

  /** From a hundredth of a coin to some ten thousand, small ones far more often; never zero. */
  private void putBalance(long random, int decimals) {
    int size = (int) (random >>> 58); // 0 to 63
    int bits = 12 + size * size / 128; // 12 to 43
    long hundredMillionths = (random & ((1L << bits) - 1)) + (1L << 20);
    long whole = hundredMillionths / 100_000_000 + (decimals < 2 ? 1 : 0);
    putPadded(whole, 1);
    if (decimals == 0) {
      return;
    }
    buffer[used++] = '.';
    int end = used + Math.min(8, decimals);
    putPadded(hundredMillionths % 100_000_000, 8);
    used = end;
  }

  private void putPadded(long value, int least) {
    int count = 0;
    do {
      digits[count++] = (byte) ('0' + value % 10);
      value /= 10;
    } while (value != 0 || count < least);
    while (count > 0) {
      buffer[used++] = digits[--count];
    }
  }

  private void put(byte[] bytes) {
    System.arraycopy(bytes, 0, buffer, used, bytes.length);
    used += bytes.length;
  }

  private void flushIfFull(OutputStream out) throws IOException {
    if (used > BUFFER - MOST_BYTES) {
      out.write(buffer, 0, used);
      used = 0;
    }
  }

  /** The finaliser of SplitMix64: spreads a counter over all 64 bits. */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
